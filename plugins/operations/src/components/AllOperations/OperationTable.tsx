import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Skeleton } from '@backstage/ui';
import { PlainTable, RelativeTime } from '@groundcrew/plugin-clusters-react';
import type { OperationSummary } from '@groundcrew/plugin-operations-common';
import {
  ActorName,
  Duration,
  PhaseBadge,
  useOperationsPaths,
} from '@groundcrew/plugin-operations-react';
import { operationsTranslationRef } from '../../translation';
import { TargetName } from '../TargetName';
import styles from './OperationTable.module.css';

const COLUMNS = ['what', 'outcome', 'where', 'who', 'when', 'took'] as const;

/** How many rows are hinted at while they are loaded. */
const SKELETON_ROWS = [1, 2, 3, 4, 5];

/** Props of {@link OperationTable}. */
export interface OperationTableProps {
  /** Left out while they are loaded. */
  operations: readonly OperationSummary[] | undefined;
}

/** Operations, the newest first. */
export function OperationTable(props: OperationTableProps) {
  const { operations } = props;
  const { t } = useTranslationRef(operationsTranslationRef);
  return (
    <PlainTable
      className={styles.rows}
      label={t('list.label')}
      columns={COLUMNS.map(column => t(`list.${column}`))}
      isBusy={operations === undefined}
    >
      {operations
        ? operations.map(operation => (
            <OperationRow key={operation.id} operation={operation} />
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

function OperationRow({ operation }: { operation: OperationSummary }) {
  const { id, title, reason, target, startedAt, endedAt } = operation;
  const paths = useOperationsPaths();
  return (
    <tr>
      <th scope="row">
        {paths ? <Link href={paths.operation(id)}>{title}</Link> : title}
        {reason && <div className={styles.reason}>{reason}</div>}
      </th>
      <td title={operation.phaseReason}>
        <PhaseBadge phase={operation.phase} />
      </td>
      <td className={styles.target}>
        <TargetName target={target} />
      </td>
      <td className={styles.short}>
        <ActorName actor={operation.requestedBy} />
      </td>
      <td className={styles.short}>
        <RelativeTime at={operation.requestedAt} />
      </td>
      <td className={styles.short}>
        {startedAt && endedAt ? (
          <Duration from={startedAt} to={endedAt} />
        ) : (
          '–'
        )}
      </td>
    </tr>
  );
}
