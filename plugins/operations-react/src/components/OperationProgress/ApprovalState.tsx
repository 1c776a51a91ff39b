import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { Approval } from '@groundcrew/plugin-operations-common';
import { operationsReactTranslationRef } from '../../translation';
import { shortRef } from '../ActorName';

/** Props of {@link ApprovalState}. */
export interface ApprovalStateProps {
  approval: Approval;
}

/** Whose answer an operation waits for, and until when. */
export function ApprovalState(props: ApprovalStateProps) {
  const { approvers, needed, decisions, expiresAt } = props.approval;
  const { t } = useTranslationRef(operationsReactTranslationRef);
  const missing =
    needed - decisions.filter(({ decision }) => decision === 'approved').length;
  const names = approvers.map(shortRef).join(', ');
  const when = new Date(expiresAt).toLocaleString();
  return (
    <div>
      <Text as="p" variant="body-medium">
        {missing > 1
          ? t('progress.waitsForSeveral', {
              amount: String(missing),
              approvers: names,
            })
          : t('progress.waitsFor', { approvers: names })}
      </Text>
      <Text as="p" variant="body-small" color="secondary">
        {t('progress.approvalEnds', { when })}
      </Text>
    </div>
  );
}
