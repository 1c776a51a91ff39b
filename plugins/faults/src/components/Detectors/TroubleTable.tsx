import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { PlainTable } from '@groundcrew/plugin-clusters-react';
import type { DetectorTrouble } from '@groundcrew/plugin-faults-common';
import { faultsTranslationRef } from '../../translation';
import { PageSection } from '../PageSection';
import styles from './Detectors.module.css';

const COLUMNS = ['fault', 'cluster', 'trouble'] as const;

/** Props of {@link TroubleTable}. */
export interface TroubleTableProps {
  trouble: readonly DetectorTrouble[];
}

/** Detectors that threw, or took too long, and are left out for a while. */
export function TroubleTable(props: TroubleTableProps) {
  const { t } = useTranslationRef(faultsTranslationRef);
  return (
    <PageSection title={t('detectors.troubleHeading')}>
      <Text as="p" variant="body-medium" color="secondary">
        {t('detectors.troubleHint')}
      </Text>
      <PlainTable
        label={t('detectors.troubleLabel')}
        columns={COLUMNS.map(column => t(`detectors.${column}`))}
      >
        {props.trouble.map(one => (
          <TroubleRow key={`${one.detector} ${one.cluster}`} trouble={one} />
        ))}
      </PlainTable>
    </PageSection>
  );
}

function TroubleRow({ trouble }: { trouble: DetectorTrouble }) {
  const {
    cluster,
    detector,
    failures,
    lastError,
    slow,
    suspendedUntil,
    title,
  } = trouble;
  const { t } = useTranslationRef(faultsTranslationRef);
  const words = [
    failures > 0 && t('detectors.failures', { count: failures }),
    slow > 0 && t('detectors.slow', { count: slow }),
    suspendedUntil &&
      t('detectors.suspended', {
        until: new Date(suspendedUntil).toLocaleTimeString(),
      }),
  ].filter(Boolean);
  return (
    <tr>
      <th scope="row">
        {title}
        <div className={styles.quiet}>{detector}</div>
      </th>
      <td>{cluster}</td>
      <td>
        {words.join(', ')}
        {lastError && <div className={styles.error}>{lastError}</div>}
      </td>
    </tr>
  );
}
