import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PageTabs } from '@groundcrew/plugin-clusters-react';
import type { OperationList } from '@groundcrew/plugin-operations-common';
import { useOperationsPaths } from '@groundcrew/plugin-operations-react';
import { operationsTranslationRef } from '../../translation';

/** Props of {@link OperationsTabs}. */
export interface OperationsTabsProps {
  /** What waits for a decision of whoever is signed in. */
  waiting: OperationList | undefined;
}

/** The parts of the Operations page. */
export function OperationsTabs(props: OperationsTabsProps) {
  const { waiting } = props;
  const { t } = useTranslationRef(operationsTranslationRef);
  const paths = useOperationsPaths();
  if (!paths) {
    return null;
  }
  const amount = waiting?.operations.length ?? 0;
  const more = waiting?.nextCursor ? '+' : '';
  return (
    <PageTabs
      label={t('tabs.label')}
      tabs={[
        {
          to: paths.waiting,
          title:
            amount > 0
              ? t('tabs.waitingCount', { amount: `${amount}${more}` })
              : t('tabs.waiting'),
        },
        { to: paths.all, title: t('tabs.all'), end: true },
      ]}
    />
  );
}
