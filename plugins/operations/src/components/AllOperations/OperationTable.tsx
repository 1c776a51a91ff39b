import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText, Table, type ColumnConfig } from '@backstage/ui';
import { RelativeTime } from '@groundcrew/plugin-clusters-react';
import type { OperationSummary } from '@groundcrew/plugin-operations-common';
import {
  ActorName,
  Duration,
  PhaseBadge,
  useOperationsPaths,
} from '@groundcrew/plugin-operations-react';
import { useMemo, type ReactElement } from 'react';
import { operationsTranslationRef } from '../../translation';
import { TargetName } from '../TargetName';
import styles from './AllOperations.module.css';

/** Props of {@link OperationTable}. */
export interface OperationTableProps {
  /** Left out while they are loaded. */
  operations: OperationSummary[] | undefined;
  emptyState: ReactElement;
}

/** Operations, the newest first. */
export function OperationTable(props: OperationTableProps) {
  const { operations, emptyState } = props;
  const { t } = useTranslationRef(operationsTranslationRef);
  const paths = useOperationsPaths();
  const columns = useMemo<ColumnConfig<OperationSummary>[]>(
    () => [
      {
        id: 'what',
        label: t('list.what'),
        isRowHeader: true,
        cell: ({ id, title, reason }) => (
          <CellText
            title={title}
            description={reason}
            href={paths?.operation(id)}
          />
        ),
      },
      {
        id: 'outcome',
        label: t('list.outcome'),
        cell: ({ phase, phaseReason }) => (
          <Cell>
            <span title={phaseReason}>
              <PhaseBadge phase={phase} />
            </span>
          </Cell>
        ),
      },
      {
        id: 'where',
        label: t('list.where'),
        cell: ({ target }) => (
          <Cell className={styles.cell}>
            <TargetName target={target} />
          </Cell>
        ),
      },
      {
        id: 'who',
        label: t('list.who'),
        cell: ({ requestedBy }) => (
          <Cell className={styles.cell}>
            <ActorName actor={requestedBy} />
          </Cell>
        ),
      },
      {
        id: 'when',
        label: t('list.when'),
        cell: ({ requestedAt }) => (
          <Cell className={styles.cell}>
            <RelativeTime at={requestedAt} />
          </Cell>
        ),
      },
      {
        id: 'took',
        label: t('list.took'),
        cell: ({ startedAt, endedAt }) => (
          <Cell className={styles.cell}>
            {startedAt && endedAt ? (
              <Duration from={startedAt} to={endedAt} />
            ) : (
              '–'
            )}
          </Cell>
        ),
      },
    ],
    [t, paths],
  );
  return (
    <section aria-label={t('list.label')}>
      <Table
        columnConfig={columns}
        data={operations}
        isPending={operations === undefined}
        pagination={{ type: 'none' }}
        emptyState={emptyState}
      />
    </section>
  );
}
