import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RelativeTime } from '@groundcrew/plugin-clusters-react';
import type { Evidence, Finding } from '@groundcrew/plugin-faults-common';
import { faultsTranslationRef } from '../../translation';
import { Fold } from '../Fold';
import { ObjectName } from '../ObjectName';
import styles from './IncidentView.module.css';

/** How much is shown at first. */
const FOLDED = 6;

/** Props of {@link EvidenceList}. */
export interface EvidenceListProps {
  finding: Finding;
  entityOf(object: Finding['object']): string | undefined;
}

/** What speaks for a finding, and where that can be seen. */
export function EvidenceList(props: EvidenceListProps) {
  const { finding, entityOf } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  const { evidence } = finding;
  if (evidence.length === 0) {
    return <span className={styles.quiet}>{t('evidence.none')}</span>;
  }
  const rows = (some: readonly Evidence[]) => (
    <ul className={styles.rows}>
      {some.map((one, index) => {
        const object = one.object ?? finding.object;
        return (
          <li key={index} className={styles.row}>
            <span className={styles.tag}>
              {t(`evidence.source.${one.source}`)}
            </span>
            <span className={styles.words}>
              <span className={one.source === 'log' ? styles.code : undefined}>
                {one.message}
              </span>
              <span className={styles.quiet}>
                <ObjectName
                  object={object}
                  entityRef={entityOf(object)}
                  isShort
                />
                {one.field && (
                  <>
                    {' '}
                    {t('evidence.field', {
                      field: <code className={styles.code}>{one.field}</code>,
                    })}
                  </>
                )}
                {one.at && (
                  <>
                    {' · '}
                    <RelativeTime at={one.at} />
                  </>
                )}
              </span>
            </span>
          </li>
        );
      })}
    </ul>
  );
  return (
    <>
      {rows(evidence.slice(0, FOLDED))}
      {evidence.length > FOLDED && (
        <Fold
          title={t('evidence.more', {
            amount: String(evidence.length - FOLDED),
          })}
        >
          {rows(evidence.slice(FOLDED))}
        </Fold>
      )}
    </>
  );
}
