import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  DECISIVE_CONFIDENCE,
  LIKELY_CONFIDENCE,
  type Finding,
} from '@groundcrew/plugin-faults-common';
import { faultsTranslationRef } from '../../translation';
import styles from './IncidentView.module.css';

/** From here on nothing speaks against it. */
const CERTAIN_CONFIDENCE = 0.95;

/** Props of {@link Confidence}. */
export interface ConfidenceProps {
  finding: Pick<Finding, 'confidence' | 'detector'>;
}

/** How sure the cause is, in words. */
export function Confidence(props: ConfidenceProps) {
  const { confidence, detector } = props.finding;
  const { t } = useTranslationRef(faultsTranslationRef);
  const percent = String(Math.floor(confidence * 100));
  return (
    <>
      <span>{t(`confidence.${wordFor(confidence)}`, { percent })}</span>
      <span className={styles.quiet}>
        {t('confidence.detector', {
          detector: <code className={styles.code}>{detector}</code>,
        })}
      </span>
    </>
  );
}

function wordFor(confidence: number) {
  if (confidence >= CERTAIN_CONFIDENCE) {
    return 'certain';
  }
  if (confidence >= DECISIVE_CONFIDENCE) {
    return 'decisive';
  }
  return confidence >= LIKELY_CONFIDENCE ? 'likely' : 'low';
}
