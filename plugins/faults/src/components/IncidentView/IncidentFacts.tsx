import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  EnvironmentLabel,
  RelativeTime,
} from '@groundcrew/plugin-clusters-react';
import type { IncidentDetail } from '@groundcrew/plugin-faults-common';
import type { ReactNode } from 'react';
import { useDuration } from '../../hooks/useDuration';
import { faultsTranslationRef } from '../../translation';
import { entityOf, ObjectName } from '../ObjectName';
import { AnswerState } from '../AnswerState';
import styles from './IncidentHeader.module.css';

/** How many entities are named. */
const NAMED = 4;

/** Props of {@link IncidentFacts}. */
export interface IncidentFactsProps {
  detail: IncidentDetail;
}

/** What an incident is about, since when it is so, and who answers for it. */
export function IncidentFacts(props: IncidentFactsProps) {
  const { detail } = props;
  const { t } = useTranslationRef(faultsTranslationRef);
  const duration = useDuration();
  const { assignee, entities, object, openedAt, resolvedAt } = detail;
  return (
    <dl className={styles.facts}>
      <Fact label={t('incident.place')}>
        <EnvironmentLabel
          environment={detail.environment}
          fallback={object.cluster}
        />
      </Fact>
      <Fact label={t('incident.object')}>
        <ObjectName object={object} entityRef={entityOf(object, entities)} />
      </Fact>
      {entities.length > 0 && (
        <Fact label={t('incident.suffers')}>
          {entities.slice(0, NAMED).map((entity, index) => (
            <span key={entity}>
              {index > 0 && ', '}
              <EntityRefLink entityRef={entity} disableTooltip />
            </span>
          ))}
          {entities.length > NAMED && (
            <>
              {' '}
              {t('table.moreEntities', {
                amount: String(entities.length - NAMED),
              })}
            </>
          )}
        </Fact>
      )}
      <Fact label={t('incident.since')}>
        <RelativeTime at={openedAt} />
      </Fact>
      {resolvedAt && (
        <Fact label={t('incident.lasted')}>
          {duration(Date.parse(resolvedAt) - Date.parse(openedAt))}
        </Fact>
      )}
      <Fact label={t('incident.answer')}>
        <AnswerState incident={detail} />
      </Fact>
      <Fact label={t('incident.assignee')}>
        {assignee ? (
          <EntityRefLink entityRef={assignee} disableTooltip />
        ) : (
          t('incident.nobody')
        )}
      </Fact>
    </dl>
  );
}

function Fact(props: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
