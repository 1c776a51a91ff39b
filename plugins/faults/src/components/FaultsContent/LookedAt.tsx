import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RelativeTime } from '@groundcrew/plugin-clusters-react';
import type { FaultsView } from '@groundcrew/plugin-faults-common';
import { RiErrorWarningLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import { useEnumeration } from '../../hooks/useEnumeration';
import { faultsTranslationRef } from '../../translation';
import styles from './FaultsContent.module.css';

/** Props of {@link LookedAt}. */
export interface LookedAtProps {
  clusters: FaultsView['clusters'];
}

/** When it was looked at, and what nobody can say because it cannot be read. */
export function LookedAt(props: LookedAtProps) {
  const { clusters } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  const enumeration = useEnumeration();
  const [oldest] = clusters
    .filter(({ freshness }) => !freshness.stale)
    .flatMap(({ freshness }) => freshness.observedAt ?? [])
    .sort();
  const notes = clusters.flatMap<ReactNode>(
    ({ cluster, environment, freshness, unknownKinds }) => {
      const place = environment ? `${environment} (${cluster})` : cluster;
      const { incomplete, observedAt, stale } = freshness;
      if (stale) {
        return t('looked.stale', {
          place,
          since: <RelativeTime at={stale.since} format="duration" />,
          reason: stale.reason.replace(/\.$/, ''),
        });
      }
      if (!observedAt) {
        return t('looked.never', { place });
      }
      if (unknownKinds.length > 0) {
        return t('looked.unknownKinds', {
          place,
          kinds: enumeration(unknownKinds),
        });
      }
      return incomplete
        ? t('looked.incomplete', {
            place,
            reason: incomplete.replace(/\.$/, ''),
          })
        : [];
    },
  );
  return (
    <div className={styles.looked}>
      {oldest && (
        <span>{t('looked.at', { when: <RelativeTime at={oldest} /> })}</span>
      )}
      {notes.map((note, index) => (
        <span key={index} className={styles.note}>
          <RiErrorWarningLine
            size={16}
            className={styles.noteIcon}
            aria-hidden
          />
          <span>{note}</span>
        </span>
      ))}
      {clusters.length === 0 && <span>{t('looked.nowhere')}</span>}
    </div>
  );
}
