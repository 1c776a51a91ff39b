import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { RelativeTime } from '@groundcrew/plugin-clusters-react';
import type { AuditVerification } from '@groundcrew/plugin-operations-common';
import { operationsTranslationRef } from '../../translation';
import styles from './AuditTrail.module.css';

/** How many places are listed that are not as they were written. */
const MAX_FAULTS = 20;

/** Props of {@link VerificationResult}. */
export interface VerificationResultProps {
  result: AuditVerification;
}

/** Whether the audit trail is as it was written, where it is not, and what this cannot tell. */
export function VerificationResult(props: VerificationResultProps) {
  const { whole, rows, faults, anchoredUpTo, blindSpot, verifiedAt } =
    props.result;
  const { t } = useTranslationRef(operationsTranslationRef);
  let title: string = t('audit.broken', { count: faults.length });
  if (whole) {
    title = rows === 0 ? t('audit.empty') : t('audit.whole', { count: rows });
  }
  return (
    <Alert
      status={whole ? 'success' : 'danger'}
      icon
      title={title}
      description={
        <div className={styles.result}>
          {!whole && <p>{t('audit.brokenHint')}</p>}
          {faults.length > 0 && (
            <ul className={styles.faults}>
              {faults.slice(0, MAX_FAULTS).map(({ sequence, message }) => (
                <li key={`${sequence} ${message}`}>
                  {t('audit.at', { sequence: String(sequence), message })}
                </li>
              ))}
              {faults.length > MAX_FAULTS && (
                <li>
                  {t('audit.more', {
                    amount: String(faults.length - MAX_FAULTS),
                  })}
                </li>
              )}
            </ul>
          )}
          <p>
            {anchoredUpTo > 0
              ? t('audit.anchored', { sequence: String(anchoredUpTo) })
              : t('audit.neverAnchored')}
          </p>
          {blindSpot && <p>{t('audit.blindSpot', { blindSpot })}</p>}
          <p>
            {t('audit.verifiedAt', { when: <RelativeTime at={verifiedAt} /> })}
          </p>
        </div>
      }
    />
  );
}
