import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton, Text } from '@backstage/ui';
import {
  CopyableText,
  messageOf,
  PlainTable,
  RelativeTime,
  useLiveQuery,
} from '@groundcrew/plugin-clusters-react';
import {
  ActorName,
  useOperationsApi,
} from '@groundcrew/plugin-operations-react';
import { operationsTranslationRef } from '../../translation';
import styles from './AuditTrail.module.css';

/** How much of a hash is shown. */
const SHORT_HASH = 12;

/** Props of {@link AuditRows}. */
export interface AuditRowsProps {
  id: string;
  /** Of the operation: each change of it is a row more. */
  revision: number;
}

/** What the audit trail tells of one operation. */
export function AuditRows(props: AuditRowsProps) {
  const { id, revision } = props;
  const { t } = useTranslationRef(operationsTranslationRef);
  const operationsApi = useOperationsApi();
  const { data: rows, error } = useLiveQuery({
    key: id,
    load: options => operationsApi.listAuditRows(id, options),
    revision: String(revision),
    isAnnounced: true,
  });
  return (
    <section className={styles.root}>
      <Text as="h2" variant="title-x-small">
        {t('audit.rows')}
      </Text>
      {!rows && !error && <Skeleton height={120} />}
      {!rows && error && (
        <Text as="p" variant="body-medium" color="secondary">
          {t('audit.rowsFailed', { message: messageOf(error) })}
        </Text>
      )}
      {rows?.length === 0 && (
        <Text as="p" variant="body-medium" color="secondary">
          {t('audit.none')}
        </Text>
      )}
      {rows && rows.length > 0 && (
        <PlainTable
          className={styles.rows}
          label={t('audit.rows')}
          columns={[
            t('audit.sequence'),
            t('audit.at_'),
            t('audit.event'),
            t('audit.actor'),
            t('audit.facts'),
            t('audit.hash'),
          ]}
        >
          {rows.map(row => (
            <tr key={row.sequence}>
              <td>{row.sequence}</td>
              <td>
                <RelativeTime at={row.at} />
              </td>
              <th scope="row">{row.event}</th>
              <td>
                <ActorName actor={row.actor} />
              </td>
              <td>
                <FactList facts={row.facts} />
              </td>
              <td>
                <CopyableText
                  text={row.hash}
                  short={row.hash.slice(0, SHORT_HASH)}
                />
              </td>
            </tr>
          ))}
        </PlainTable>
      )}
    </section>
  );
}

/** Facts that say what is new with a row, in the order in which they are read. */
const TELLING_FACTS = ['step', 'message', 'reason', 'comment', 'phaseReason'];

function FactList({ facts }: { facts: Record<string, unknown> }) {
  const { t } = useTranslationRef(operationsTranslationRef);
  const telling = TELLING_FACTS.map(name => facts[name]).filter(
    (value): value is string => typeof value === 'string',
  );
  return (
    <>
      {[...new Set(telling)].join(' · ')}
      <details>
        <summary>{t('audit.allFacts')}</summary>
        {Object.entries(facts).map(([name, value]) => (
          <div key={name}>
            <span className={styles.quiet}>{name}</span>{' '}
            {typeof value === 'string' ? value : JSON.stringify(value)}
          </div>
        ))}
      </details>
    </>
  );
}
