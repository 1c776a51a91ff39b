import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Box } from '@backstage/ui';
import type { CauseView } from '@groundcrew/plugin-faults-common';
import { faultsTranslationRef } from '../../translation';
import { Fold } from '../Fold';
import { CauseGraph, EvidenceList } from '../IncidentView';
import { ObjectName } from '../ObjectName';
import styles from './FaultsContent.module.css';

/** Props of {@link CauseList}. */
export interface CauseListProps {
  causes: readonly CauseView[];
  entityRef: string;
}

/** Faults that no incident tells of, each with what speaks for it. */
export function CauseList(props: CauseListProps) {
  const { causes, entityRef } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  const entityOf = () => entityRef;
  return (
    <ul className={styles.causes}>
      {causes.map(({ environment, finding, symptoms, verdict }, index) => (
        <Box
          as="li"
          bg="neutral"
          key={index}
          className={styles.cause}
          data-verdict={verdict}
        >
          <strong>{finding.title}</strong>
          <span>{finding.message}</span>
          <span className={styles.quiet}>
            {environment && `${environment} · `}
            <ObjectName object={finding.object} entityRef={entityRef} />
          </span>
          {symptoms.length > 0 && (
            <CauseGraph
              explanation={{ cause: finding, symptoms }}
              entityOf={entityOf}
            />
          )}
          {finding.evidence.length > 0 && (
            <Fold title={t('evidence.heading')}>
              <EvidenceList finding={finding} entityOf={entityOf} />
            </Fold>
          )}
        </Box>
      ))}
    </ul>
  );
}
