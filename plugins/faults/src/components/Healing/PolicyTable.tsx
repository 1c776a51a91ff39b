import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { EmptyState, PlainTable } from '@groundcrew/plugin-clusters-react';
import type { HealingPolicyView } from '@groundcrew/plugin-faults-common';
import { faultsTranslationRef } from '../../translation';
import { PolicyRow, type PolicyRowProps } from './PolicyRow';

const COLUMNS = [
  'policy',
  'modeColumn',
  'enabled',
  'for',
  'record',
  'success',
  'priority',
  'actions',
] as const;

/** Props of {@link PolicyTable}. */
export interface PolicyTableProps extends Omit<PolicyRowProps, 'policy'> {
  /** In the order in which they are asked. */
  policies: readonly HealingPolicyView[];
}

/** Policies, how far each may go, and how it did. */
export function PolicyTable(props: PolicyTableProps) {
  const { policies, ...row } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  if (policies.length === 0) {
    return (
      <EmptyState title={t('policies.noneTitle')}>
        <Text as="p" variant="body-medium" color="secondary">
          {t('policies.noneHint')}
        </Text>
      </EmptyState>
    );
  }
  return (
    <>
      <Text as="p" variant="body-medium" color="secondary">
        {t('policies.hint')}
      </Text>
      <PlainTable
        label={t('policies.label')}
        columns={COLUMNS.map(column => t(`policies.${column}`))}
      >
        {policies.map(policy => (
          <PolicyRow key={policy.id} policy={policy} {...row} />
        ))}
      </PlainTable>
    </>
  );
}
