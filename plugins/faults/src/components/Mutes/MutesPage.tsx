import { toError } from '@backstage/errors';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Skeleton, Text } from '@backstage/ui';
import {
  EmptyState,
  LoadFailure,
  messageOf,
  PlainTable,
  RefetchNotice,
} from '@groundcrew/plugin-clusters-react';
import type { Mute } from '@groundcrew/plugin-faults-common';
import { useState } from 'react';
import { faultsApiRef } from '../../api';
import { useMutes } from '../../hooks/useMutes';
import { faultsTranslationRef } from '../../translation';
import { IncidentsTabs } from '../IncidentsTabs';
import { PageStack } from '../PageStack';
import { MuteRow } from './MuteRow';

const COLUMNS = ['what', 'where', 'reason', 'by', 'until', 'actions'] as const;

/** What opens no incidents for a while, and why. */
export function MutesPage() {
  const { t } = useTranslationRef(faultsTranslationRef);
  const faultsApi = useApi(faultsApiRef);
  const query = useMutes();
  const [ending, setEnding] = useState<number>();
  const [failure, setFailure] = useState<Error>();
  const [ended, setEnded] = useState<string>();
  const { data, error } = query;

  const end = async ({ fault, id }: Mute) => {
    setEnding(id);
    setFailure(undefined);
    setEnded(undefined);
    try {
      await faultsApi.endMute(id);
      setEnded(fault);
      query.refetch();
    } catch (cause) {
      setFailure(toError(cause));
    } finally {
      setEnding(undefined);
    }
  };

  return (
    <PageStack>
      <IncidentsTabs />
      <RefetchNotice query={query} />
      <span role="status">{ended && t('mutes.ended', { what: ended })}</span>
      {failure && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={t('mutes.failed')}
          description={messageOf(failure)}
        />
      )}
      {!data && !error && <Skeleton height={120} />}
      {!data && error && (
        <LoadFailure
          title={t('failed.mutes')}
          stillWorks={t('failed.stillWorks')}
          error={error}
          failingSince={query.failingSince}
          onRetry={query.refetch}
        />
      )}
      {data?.mutes.length === 0 && (
        <EmptyState title={t('mutes.noneTitle')}>
          <Text as="p" variant="body-medium" color="secondary">
            {t('mutes.noneHint')}
          </Text>
        </EmptyState>
      )}
      {data && data.mutes.length > 0 && (
        <PlainTable
          label={t('mutes.label')}
          columns={COLUMNS.map(column => t(`mutes.${column}`))}
        >
          {data.mutes.map(mute => (
            <MuteRow
              key={mute.id}
              mute={mute}
              isEnding={ending === mute.id}
              onEnd={() => end(mute)}
            />
          ))}
        </PlainTable>
      )}
    </PageStack>
  );
}
