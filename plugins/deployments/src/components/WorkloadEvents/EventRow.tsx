import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { EventView } from '@groundcrew/plugin-clusters-common';
import { RelativeTime } from '@groundcrew/plugin-clusters-react';
import { RiAlertLine } from '@remixicon/react';
import { deploymentsTranslationRef } from '../../translation';
import styles from './WorkloadEvents.module.css';

/** Props of {@link EventRow}. */
export interface EventRowProps {
  event: EventView;
}

/** One event. */
export function EventRow(props: EventRowProps) {
  const { type, reason, message, count, lastSeen, source, subject } =
    props.event;
  const { t } = useTranslationRef(deploymentsTranslationRef);
  return (
    <tr>
      <td>
        <span className={styles.type} data-type={type}>
          {type === 'Warning' && <RiAlertLine size={16} aria-hidden />}
          {t(type === 'Warning' ? 'events.warning' : 'events.normal')}
        </span>
      </td>
      <td>{reason}</td>
      <td className={styles.message}>{message}</td>
      <td>
        <span className={styles.quiet}>{subject.kind}</span>{' '}
        <code className={styles.code}>{subject.name}</code>
      </td>
      <td data-align="right">{count}</td>
      <td data-align="right" title={source}>
        {lastSeen && <RelativeTime at={lastSeen} />}
      </td>
    </tr>
  );
}
