import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  RESPONSE_TIMES_MS,
  type Severity,
} from '@groundcrew/plugin-faults-common';
import { useDuration } from '../../hooks/useDuration';
import { faultsTranslationRef } from '../../translation';
import styles from './SeverityBadge.module.css';

/** Props of {@link SeverityBadge}. */
export interface SeverityBadgeProps {
  severity: Severity;
}

/** How bad an incident is, by colour and by name; what the name means on hover. */
export function SeverityBadge(props: SeverityBadgeProps) {
  const { severity } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  const duration = useDuration();
  return (
    <span
      className={styles.badge}
      data-severity={severity}
      title={t(`severity.${severity}`, {
        time: duration(RESPONSE_TIMES_MS[severity]),
      })}
    >
      {severity}
    </span>
  );
}
