import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { EmptyState, PlainTable } from '@groundcrew/plugin-clusters-react';
import type { RunbookSummary } from '@groundcrew/plugin-faults-common';
import { useIncidentsPaths } from '../../hooks/useIncidentsPaths';
import { faultsTranslationRef } from '../../translation';
import { SeverityBadge } from '../SeverityBadge';
import styles from './Runbooks.module.css';
import { SymptomList } from './SymptomList';

const COLUMNS = ['runbook', 'severity', 'isFor', 'source'] as const;

/** Props of {@link RunbookTable}. */
export interface RunbookTableProps {
  runbooks: readonly RunbookSummary[];
}

/** Runbooks, and what each is for. */
export function RunbookTable(props: RunbookTableProps) {
  const { runbooks } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  const paths = useIncidentsPaths();
  if (runbooks.length === 0) {
    return (
      <EmptyState title={t('runbooks.noneTitle')}>
        <Text as="p" variant="body-medium" color="secondary">
          {t('runbooks.noneHint')}
        </Text>
      </EmptyState>
    );
  }
  return (
    <PlainTable
      label={t('runbooks.label')}
      columns={COLUMNS.map(column => t(`runbooks.${column}`))}
    >
      {runbooks.map(runbook => {
        const { id, isShipped, severity, source, title } = runbook;
        return (
          <tr key={id}>
            <th scope="row" className={styles.title}>
              {paths ? <Link href={paths.runbook(id)}>{title}</Link> : title}
              <div className={styles.quiet}>{id}</div>
            </th>
            <td>
              <SeverityBadge severity={severity} />
            </td>
            <td>
              <SymptomList runbook={runbook} />
            </td>
            <td className={styles.error} title={source}>
              {isShipped ? t('runbooks.shipped') : source}
            </td>
          </tr>
        );
      })}
    </PlainTable>
  );
}
