import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { RelativeTime } from '@groundcrew/plugin-clusters-react';
import type { AlertServerView } from '@groundcrew/plugin-faults-common';
import { faultsTranslationRef } from '../../translation';

/** Props of {@link AlertServers}. */
export interface AlertServersProps {
  servers: readonly AlertServerView[];
}

/** Alertmanagers that do not answer, and what that means; nothing while all do. */
export function AlertServers(props: AlertServersProps) {
  const { t } = useTranslationRef(faultsTranslationRef);
  return (
    <>
      {props.servers
        .filter(({ state }) => state === 'fails')
        .map(({ failingSince, message = '', name }) => (
          <Alert
            key={name}
            role="status"
            status="warning"
            icon
            title={t('alerts.serverFails', { name, message })}
            description={
              failingSince && (
                <>
                  {t('alerts.failingFor', {
                    time: <RelativeTime at={failingSince} format="duration" />,
                  })}
                </>
              )
            }
          />
        ))}
    </>
  );
}
