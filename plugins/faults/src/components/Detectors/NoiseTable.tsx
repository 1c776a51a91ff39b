import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { PlainTable } from '@groundcrew/plugin-clusters-react';
import type { DetectorRecord } from '@groundcrew/plugin-faults-common';
import { useState } from 'react';
import { useDuration } from '../../hooks/useDuration';
import { useIncidentsPaths } from '../../hooks/useIncidentsPaths';
import { faultsTranslationRef } from '../../translation';
import { ActionButton } from '../ActionButton';
import { MuteDialog } from '../MuteDialog';
import styles from './Detectors.module.css';

const COLUMNS = [
  'fault',
  'noise',
  'incidents',
  'reopened',
  'passing',
  'acknowledged',
  'median',
  'actions',
] as const;

/** Props of {@link NoiseTable}. */
export interface NoiseTableProps {
  records: readonly DetectorRecord[];
}

/** How much detectors asked of people, the noisiest first. */
export function NoiseTable(props: NoiseTableProps) {
  const { t } = useTranslationRef(faultsTranslationRef);
  const [muted, setMuted] = useState<DetectorRecord>();
  if (props.records.length === 0) {
    return <span>{t('detectors.none')}</span>;
  }
  return (
    <>
      <PlainTable
        label={t('detectors.label')}
        columns={COLUMNS.map(column => t(`detectors.${column}`))}
        className={styles.numbers}
      >
        {props.records.map(record => (
          <NoiseRow
            key={`${record.detector} ${record.fault}`}
            record={record}
            onMute={() => setMuted(record)}
          />
        ))}
      </PlainTable>
      {muted && (
        <MuteDialog
          what={muted.title}
          fault={muted.fault}
          onClose={() => setMuted(undefined)}
        />
      )}
    </>
  );
}

function NoiseRow(props: { record: DetectorRecord; onMute(): void }) {
  const { onMute, record } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  const duration = useDuration();
  const paths = useIncidentsPaths();
  const percent = Math.round(record.noise * 100);
  const query = new URLSearchParams({ state: 'all', fault: record.fault });
  return (
    <tr>
      <th scope="row">
        {paths ? (
          <Link href={`${paths.history}?${query}`}>{record.title}</Link>
        ) : (
          record.title
        )}
        <div className={styles.quiet}>{record.fault}</div>
      </th>
      <td>
        <span className={styles.noise}>
          <span className={styles.track} aria-hidden>
            <span className={styles.fill} style={{ width: `${percent}%` }} />
          </span>
          {percent} %
        </span>
      </td>
      <td>{record.incidents}</td>
      <td>{record.reopened}</td>
      <td>{record.passing}</td>
      <td>{record.acknowledged}</td>
      <td>
        {record.medianDurationMs === undefined
          ? '–'
          : duration(record.medianDurationMs)}
      </td>
      <td>
        <ActionButton
          label={`${t('detectors.mute')} …`}
          ariaLabel={`${t('detectors.mute')} … ${record.title}`}
          onPress={onMute}
        />
      </td>
    </tr>
  );
}
