import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type { IncidentDetail } from '@groundcrew/plugin-faults-common';
import { useIncidentsPaths } from '../../hooks/useIncidentsPaths';
import { faultsTranslationRef } from '../../translation';
import { IncidentPhaseBadge } from '../IncidentPhaseBadge';
import { SeverityBadge } from '../SeverityBadge';
import { IncidentFacts } from './IncidentFacts';
import styles from './IncidentHeader.module.css';
import { IncidentNotes } from './IncidentNotes';

/** Props of {@link IncidentHeader}. */
export interface IncidentHeaderProps {
  detail: IncidentDetail;
  isEmbedded?: boolean;
}

/** How bad it is, what is wrong, where, since when, and who has it. */
export function IncidentHeader(props: IncidentHeaderProps) {
  const { detail, isEmbedded } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  const paths = useIncidentsPaths();
  const number = t('incident.number', { id: String(detail.id) });
  return (
    <header className={styles.header}>
      <div className={styles.badges}>
        <SeverityBadge severity={detail.severity} />
        <IncidentPhaseBadge incident={detail} />
        <span className={styles.number}>
          {isEmbedded && paths ? (
            <Link href={paths.incident(detail.id)}>{number}</Link>
          ) : (
            number
          )}
        </span>
      </div>
      <Text as="h2" variant="title-small">
        {detail.title}
      </Text>
      {/* The sentence on top of the tab has said it. */}
      {!isEmbedded && <p className={styles.message}>{detail.message}</p>}
      <IncidentFacts detail={detail} />
      <IncidentNotes detail={detail} />
    </header>
  );
}
