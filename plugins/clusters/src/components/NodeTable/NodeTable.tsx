import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText, Table, Text, type ColumnConfig } from '@backstage/ui';
import type { NodeView } from '@groundcrew/plugin-clusters-common';
import { VerbMenu } from '@groundcrew/plugin-operations-react';
import { RiErrorWarningFill } from '@remixicon/react';
import { clustersTranslationRef } from '../../translation';
import { cores, gibibytes } from '../CapacityBar/amounts';

/** Props of {@link NodeTable}. */
export interface NodeTableProps {
  nodes: NodeView[];
  cluster: string;
}

type Row = NodeView & { id: string };

/** The nodes of a cluster, those that are not ready first. */
export function NodeTable(props: NodeTableProps) {
  const { cluster } = props;
  const { t } = useTranslationRef(clustersTranslationRef);
  const rows: Row[] = [...props.nodes]
    .sort(
      (left, right) =>
        Number(left.ready) - Number(right.ready) ||
        left.name.localeCompare(right.name, 'en'),
    )
    .map(node => ({ ...node, id: node.name }));
  const status = (node: NodeView) => {
    if (!node.ready) {
      return t('nodes.notReady');
    }
    return node.schedulable ? t('nodes.ready') : t('nodes.cordoned');
  };
  const columns: ColumnConfig<Row>[] = [
    {
      id: 'name',
      label: t('nodes.name'),
      isRowHeader: true,
      cell: node => <CellText title={node.name} />,
    },
    {
      id: 'status',
      label: t('nodes.status'),
      cell: node => (
        <CellText
          title={status(node)}
          leadingIcon={
            node.ready ? undefined : (
              <RiErrorWarningFill size={16} color="var(--bui-fg-negative)" />
            )
          }
        />
      ),
    },
    {
      id: 'cpu',
      label: t('nodes.cpu'),
      cell: ({ requested, allocatable }) => (
        <CellText
          title={t('cluster.cores', {
            used: cores(requested.cpuMillicores),
            total: cores(allocatable.cpuMillicores),
          })}
        />
      ),
    },
    {
      id: 'memory',
      label: t('nodes.memory'),
      cell: ({ requested, allocatable }) => (
        <CellText
          title={t('cluster.gibibytes', {
            used: gibibytes(requested.memoryBytes),
            total: gibibytes(allocatable.memoryBytes),
          })}
        />
      ),
    },
    {
      id: 'pods',
      label: t('nodes.pods'),
      cell: ({ requested, allocatable }) => (
        <CellText
          title={t('cluster.ofTotal', {
            part: String(requested.pods),
            total: String(allocatable.pods),
          })}
        />
      ),
    },
    ...(rows.some(({ remarks }) => remarks.length > 0)
      ? [
          {
            id: 'remarks',
            label: t('nodes.remarks'),
            cell: (node: Row) => <CellText title={node.remarks.join(', ')} />,
          },
        ]
      : []),
    {
      id: 'version',
      label: t('nodes.version'),
      cell: node => <CellText title={node.version ?? ''} />,
    },
    {
      id: 'actions',
      label: t('nodes.actions'),
      cell: node => (
        <Cell>
          <VerbMenu target={{ cluster, kind: 'Node', name: node.name }} />
        </Cell>
      ),
    },
  ];
  return (
    <section aria-label={t('nodes.heading')}>
      <Text as="h3" variant="title-x-small">
        {t('nodes.heading')}
      </Text>
      <Table
        columnConfig={columns}
        data={rows}
        pagination={{ type: 'none' }}
        emptyState={<Text>{t('nodes.none')}</Text>}
      />
    </section>
  );
}
