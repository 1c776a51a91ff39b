import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ButtonIcon,
  DialogTrigger,
  Popover,
  Skeleton,
  Text,
} from '@backstage/ui';
import type {
  VerbAvailability,
  VerbsQuery,
} from '@groundcrew/plugin-operations-common';
import { RiMoreLine, RiShieldUserLine } from '@remixicon/react';
import { useState } from 'react';
import { operationsReactTranslationRef } from '../../translation';
import { useOperationDialog } from '../OperationDialog';
import { askFor } from './askFor';
import { useTargetVerbs } from './useTargetVerbs';
import { useVerbState } from './useVerbState';
import styles from './VerbButtons.module.css';
import { VerbFailure } from './VerbFailure';

/**
 * Props of {@link VerbMenu}.
 *
 * @public
 */
export interface VerbMenuProps {
  target: VerbsQuery;
}

/**
 * The verbs of a target behind one small button, for the rows of tables. What may be done is asked for when it is opened.
 *
 * @remarks
 *
 * A list of buttons and not an ARIA menu: the arrow keys of a menu leave out what is disabled, with the reason.
 *
 * @public
 */
export function VerbMenu(props: VerbMenuProps) {
  const { target } = props;
  const { t } = useTranslationRef(operationsReactTranslationRef);
  const [isOpen, setOpen] = useState(false);
  const label = t('verbs.menu', { name: target.name });
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <ButtonIcon
        size="small"
        variant="tertiary"
        icon={<RiMoreLine />}
        aria-label={label}
      />
      <Popover placement="bottom end" hideArrow aria-label={label}>
        <VerbItems target={target} onChoose={() => setOpen(false)} />
      </Popover>
    </DialogTrigger>
  );
}

function VerbItems(props: { target: VerbsQuery; onChoose(): void }) {
  const { target, onChoose } = props;
  const { t } = useTranslationRef(operationsReactTranslationRef);
  const { verbs, isLoading, error, refetch } = useTargetVerbs(target);
  if (error) {
    return <VerbFailure error={error} onRetry={refetch} />;
  }
  if (isLoading) {
    return <Skeleton width={200} height={64} data-testid="verbs-skeleton" />;
  }
  if (!verbs || verbs.length === 0) {
    return <Text variant="body-medium">{t('verbs.none')}</Text>;
  }
  return (
    <ul className={styles.menu}>
      {verbs.map(verb => (
        <li key={verb.operation}>
          <VerbItem verb={verb} target={target} onChoose={onChoose} />
        </li>
      ))}
    </ul>
  );
}

function VerbItem(props: {
  verb: VerbAvailability;
  target: VerbsQuery;
  onChoose(): void;
}) {
  const { verb, target, onChoose } = props;
  const dialog = useOperationDialog();
  const { isBlocked, needsApproval, explanation } = useVerbState(verb);
  return (
    <button
      type="button"
      className={styles.item}
      aria-disabled={isBlocked || undefined}
      onClick={() => {
        if (!isBlocked) {
          onChoose();
          dialog.open(askFor(verb, target));
        }
      }}
    >
      <span className={styles.itemTitle}>
        {verb.title}
        {needsApproval && (
          <RiShieldUserLine size={16} className={styles.approval} aria-hidden />
        )}
      </span>
      {explanation && <span className={styles.why}>{explanation}</span>}
    </button>
  );
}
