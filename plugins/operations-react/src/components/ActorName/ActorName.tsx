import type { Actor } from '@groundcrew/plugin-operations-common';
import { RiRobot2Line, RiUserLine } from '@remixicon/react';
import styles from './ActorName.module.css';
import { shortRef } from './shortRef';

/**
 * Props of {@link ActorName}.
 *
 * @public
 */
export interface ActorNameProps {
  actor: Actor;
}

/**
 * Who asked for something: a person or an automation, whole on hover.
 *
 * @public
 */
export function ActorName(props: ActorNameProps) {
  const { actor } = props;
  const whole = actor.type === 'user' ? actor.entityRef : actor.subject;
  const Icon = actor.type === 'user' ? RiUserLine : RiRobot2Line;
  return (
    <span className={styles.root} title={whole}>
      <Icon size={14} className={styles.icon} aria-hidden />
      {shortRef(whole)}
    </span>
  );
}
