import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton } from '@backstage/ui';
import { PlainTable } from '@groundcrew/plugin-clusters-react';
import type { IncidentSummary } from '@groundcrew/plugin-faults-common';
import { faultsTranslationRef } from '../../translation';
import { IncidentRow } from './IncidentRow';
import styles from './IncidentTable.module.css';

const COLUMNS = [
  'severity',
  'what',
  'state',
  'where',
  'entities',
  'since',
] as const;

/** How many rows are hinted at while they are loaded. */
const SKELETON_ROWS = [1, 2, 3, 4, 5];

/** Props of {@link IncidentTable}. */
export interface IncidentTableProps {
  label: string;
  /** Left out while they are loaded. */
  incidents: readonly IncidentSummary[] | undefined;
}

/** Incidents, a row each. */
export function IncidentTable(props: IncidentTableProps) {
  const { incidents, label } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  return (
    <PlainTable
      className={styles.rows}
      label={label}
      columns={COLUMNS.map(column => t(`table.${column}`))}
      isBusy={incidents === undefined}
    >
      {incidents
        ? incidents.map(incident => (
            <IncidentRow key={incident.id} incident={incident} />
          ))
        : SKELETON_ROWS.map(row => (
            <tr key={row}>
              <td colSpan={COLUMNS.length}>
                <Skeleton height={36} />
              </td>
            </tr>
          ))}
    </PlainTable>
  );
}
