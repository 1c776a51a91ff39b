import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Tooltip, TooltipTrigger, VisuallyHidden } from '@backstage/ui';
import type {
  VerbAvailability,
  VerbsQuery,
} from '@groundcrew/plugin-operations-common';
import { RiShieldUserLine } from '@remixicon/react';
import { operationsReactTranslationRef } from '../../translation';
import { useOperationDialog } from '../OperationDialog';
import styles from './VerbButtons.module.css';
import { askFor } from './askFor';
import { useVerbState } from './useVerbState';

/**
 * Props of {@link VerbButton}.
 *
 * @public
 */
export interface VerbButtonProps {
  verb: VerbAvailability;
  target: VerbsQuery;
  /** What the dialog opens with. */
  input?: Readonly<Record<string, unknown>>;
  /** In place of the verb's title. */
  label?: string;
  size?: 'small' | 'medium';
}

/**
 * Opens the dialog of one verb. One that may not be used can be focused all the same: it says why.
 *
 * @public
 */
export function VerbButton(props: VerbButtonProps) {
  const { verb, target, input, label = verb.title, size } = props;
  const { t } = useTranslationRef(operationsReactTranslationRef);
  const dialog = useOperationDialog();
  const { isBlocked, needsApproval, explanation } = useVerbState(verb);
  const button = (
    <Button
      variant="secondary"
      size={size}
      className={isBlocked ? styles.blocked : undefined}
      aria-disabled={isBlocked || undefined}
      iconEnd={
        needsApproval ? (
          <RiShieldUserLine className={styles.approval} aria-hidden />
        ) : undefined
      }
      onPress={() => {
        if (!isBlocked) {
          dialog.open(askFor(verb, target, input));
        }
      }}
    >
      {label}
      {needsApproval && (
        <VisuallyHidden>, {t('verbs.needsApproval')}</VisuallyHidden>
      )}
    </Button>
  );
  return explanation ? (
    <TooltipTrigger delay={200} shouldCloseOnPress={false}>
      {button}
      <Tooltip>{explanation}</Tooltip>
    </TooltipTrigger>
  ) : (
    button
  );
}
