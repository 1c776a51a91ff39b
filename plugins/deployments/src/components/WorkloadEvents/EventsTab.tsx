import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Skeleton, Switch, Text } from '@backstage/ui';
import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import {
  FreshnessNotice,
  messageOf,
  RefetchNotice,
} from '@groundcrew/plugin-clusters-react';
import { useState } from 'react';
import { useEvents } from '../../hooks/useEvents';
import { deploymentsTranslationRef } from '../../translation';
import { DataTable } from '../DataTable';
import { EventRow } from './EventRow';
import styles from './WorkloadEvents.module.css';

/** Props of {@link EventsTab}. */
export interface EventsTabProps {
  entityRef: string;
  workload: ObjectRef;
}

/** The events of a workload and of what it owns, newest first. */
export function EventsTab(props: EventsTabProps) {
  const { entityRef, workload } = props;
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const query = useEvents(entityRef, workload);
  const [onlyWarnings, setOnlyWarnings] = useState(false);

  if (!query.data) {
    return query.error ? (
      <Alert
        role="alert"
        status="danger"
        icon
        title={t('events.failed', { message: messageOf(query.error) })}
      />
    ) : (
      <Skeleton height={160} />
    );
  }
  const { items, freshness } = query.data;
  const warnings = items.filter(event => event.type === 'Warning');
  const shown = onlyWarnings ? warnings : items;
  return (
    <div className={styles.root}>
      <RefetchNotice query={query} />
      <FreshnessNotice freshness={freshness} />
      <Switch
        label={t('events.onlyWarnings', { amount: String(warnings.length) })}
        isSelected={onlyWarnings}
        onChange={setOnlyWarnings}
      />
      {shown.length === 0 ? (
        <Text as="p" variant="body-medium" color="secondary">
          {t(onlyWarnings ? 'events.noWarnings' : 'events.none')}
        </Text>
      ) : (
        <DataTable label={t('events.label', { name: workload.name })}>
          <thead>
            <tr>
              <th scope="col">{t('events.type')}</th>
              <th scope="col">{t('events.reason')}</th>
              <th scope="col">{t('events.message')}</th>
              <th scope="col">{t('events.subject')}</th>
              <th scope="col" data-align="right">
                {t('events.count')}
              </th>
              <th scope="col" data-align="right">
                {t('events.lastSeen')}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map(event => (
              <EventRow
                key={[
                  event.subject.kind,
                  event.subject.name,
                  event.reason,
                  event.message,
                  event.firstSeen,
                ].join('/')}
                event={event}
              />
            ))}
          </tbody>
        </DataTable>
      )}
    </div>
  );
}
