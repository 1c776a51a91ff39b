import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { RelativeTime } from '@groundcrew/plugin-clusters-react';
import type { Approval } from '@groundcrew/plugin-operations-common';
import { shortRef } from '@groundcrew/plugin-operations-react';
import { operationsTranslationRef } from '../../translation';
import styles from './OperationPage.module.css';

/** Props of {@link ApprovalRecord}. */
export interface ApprovalRecordProps {
  approval: Approval;
}

/** What approvers said. */
export function ApprovalRecord(props: ApprovalRecordProps) {
  const { decisions } = props.approval;
  const { t } = useTranslationRef(operationsTranslationRef);
  return (
    <section className={styles.section}>
      <Text as="h2" variant="title-x-small">
        {t('operation.approvals')}
      </Text>
      {decisions.length === 0 && (
        <Text as="p" variant="body-medium" color="secondary">
          {t('operation.nobodyYet')}
        </Text>
      )}
      {decisions.map(({ by, at, decision, comment }) => (
        <Text key={`${by} ${at}`} as="p" variant="body-medium">
          {t(`operation.${decision}`, {
            who: shortRef(by),
            when: <RelativeTime at={at} />,
          })}
          {comment && `: ${comment}`}
        </Text>
      ))}
    </section>
  );
}
