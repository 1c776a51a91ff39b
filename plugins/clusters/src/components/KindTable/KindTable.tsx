import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { CellText, Table, Text, type ColumnConfig } from '@backstage/ui';
import type { KindState } from '@groundcrew/plugin-clusters-common';
import { clustersTranslationRef } from '../../translation';

/** Props of {@link KindTable}. */
export interface KindTableProps {
  kinds: KindState[];
}

type Row = KindState & { id: string };

/** States from the one that a person can do something about. */
const URGENCY: readonly KindState['state'][] = [
  'forbidden',
  'incomplete',
  'stale',
  'pending',
  'synced',
  'absent',
];

/** The kinds that are watched in a cluster, with the rule to add for those that are forbidden. */
export function KindTable(props: KindTableProps) {
  const { t } = useTranslationRef(clustersTranslationRef);
  const rows: Row[] = [...props.kinds]
    .sort(
      (left, right) =>
        URGENCY.indexOf(left.state) - URGENCY.indexOf(right.state) ||
        left.kind.localeCompare(right.kind, 'en'),
    )
    .map(kind => ({ ...kind, id: `${kind.apiVersion}/${kind.kind}` }));
  const advice = ({ rule, message }: KindState) =>
    rule
      ? t('kinds.rule', {
          verbs: rule.verbs.join(', '),
          resources: rule.resources.join(', '),
          groups: rule.apiGroups
            .map(group => group || t('kinds.coreGroup'))
            .join(', '),
        })
      : message ?? '';
  const columns: ColumnConfig<Row>[] = [
    {
      id: 'kind',
      label: t('kinds.kind'),
      isRowHeader: true,
      cell: kind => (
        <CellText title={kind.kind} description={kind.apiVersion} />
      ),
    },
    {
      id: 'state',
      label: t('kinds.state'),
      cell: kind => (
        <CellText
          title={t(`kinds.states.${kind.state}`)}
          color={kind.state === 'forbidden' ? 'primary' : 'secondary'}
        />
      ),
    },
    {
      id: 'objects',
      label: t('kinds.objects'),
      cell: kind => <CellText title={String(kind.objects)} />,
    },
    ...(rows.some(advice)
      ? [
          {
            id: 'advice',
            label: t('kinds.message'),
            cell: (kind: Row) => <CellText title={advice(kind)} />,
          },
        ]
      : []),
  ];
  return (
    <section aria-label={t('kinds.heading')}>
      <Text as="h3" variant="title-x-small">
        {t('kinds.heading')}
      </Text>
      <Table columnConfig={columns} data={rows} pagination={{ type: 'none' }} />
    </section>
  );
}
