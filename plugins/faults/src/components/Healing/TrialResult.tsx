import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { PlainTable, RelativeTime } from '@groundcrew/plugin-clusters-react';
import type {
  HealingTrial,
  HealingTrialEntry,
} from '@groundcrew/plugin-faults-common';
import { useDuration } from '../../hooks/useDuration';
import { useIncidentsPaths } from '../../hooks/useIncidentsPaths';
import { faultsTranslationRef } from '../../translation';
import { ObjectName } from '../ObjectName';
import styles from './Healing.module.css';

const COLUMNS = ['incident', 'opened', 'lasted', 'verdict', 'what'] as const;

/** Props of {@link TrialResult}. */
export interface TrialResultProps {
  trial: HealingTrial;
}

/** What a policy would have made of incidents, and why of each. */
export function TrialResult(props: TrialResultProps) {
  const { acts, entries, looked, matched, proposes } = props.trial;
  const { t } = useTranslationRef(faultsTranslationRef);
  const figures = Object.fromEntries(
    Object.entries({ acts, looked, matched, proposes }).map(([key, figure]) => [
      key,
      String(figure),
    ]),
  );
  return (
    <>
      <Text as="p" variant="body-medium" role="status">
        {t(matched === 0 ? 'trial.summaryNone' : 'trial.summary', {
          acts: figures.acts,
          looked: figures.looked,
          matched: figures.matched,
          proposes: figures.proposes,
        })}
      </Text>
      {entries.length > 0 && (
        <PlainTable
          label={t('trial.label')}
          columns={COLUMNS.map(column => t(`trial.${column}`))}
        >
          {entries.map(entry => (
            <TrialRow key={entry.incident} entry={entry} />
          ))}
        </PlainTable>
      )}
      {entries.length < matched && (
        <Text as="p" variant="body-small" color="secondary">
          {t('trial.more', { shown: String(entries.length) })}
        </Text>
      )}
    </>
  );
}

function TrialRow({ entry }: { entry: HealingTrialEntry }) {
  const { incident, lastedMs, next, object, openedAt, verdict } = entry;
  const { t } = useTranslationRef(faultsTranslationRef);
  const duration = useDuration();
  const paths = useIncidentsPaths();
  const title = `${entry.severity} ${entry.title}`;
  return (
    <tr>
      <th scope="row">
        {paths ? <Link href={paths.incident(incident)}>{title}</Link> : title}
        <div className={styles.quiet}>
          <ObjectName object={object} />
        </div>
      </th>
      <td>
        <RelativeTime at={openedAt} />
      </td>
      <td>{duration(lastedMs)}</td>
      <td>{t(`trial.verdictOf.${verdict}`)}</td>
      <td>
        {next && <div>{next.title}</div>}
        <div className={styles.quiet}>{entry.reason}</div>
      </td>
    </tr>
  );
}
