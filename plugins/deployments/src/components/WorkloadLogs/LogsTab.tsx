import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Text } from '@backstage/ui';
import { LogView } from '@groundcrew/plugin-clusters-react';
import type { WorkloadDetail } from '@groundcrew/plugin-deployments-common';
import { deploymentsTranslationRef } from '../../translation';
import { LogChooser } from './LogChooser';
import { useChosenLog } from './useChosenLog';
import styles from './WorkloadLogs.module.css';

/** Props of {@link LogsTab}. */
export interface LogsTabProps {
  detail: WorkloadDetail;
}

/** The logs of the containers of a workload, live. */
export function LogsTab(props: LogsTabProps) {
  const { place, pods } = props.detail;
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const { chosen, choose } = useChosenLog(pods);

  if (!place.logsAllowed) {
    return (
      <Alert
        status="info"
        icon
        title={t('logs.forbidden')}
        description={t('logs.forbiddenBody', {
          place: `${place.cluster} / ${place.namespace}`,
          owner: place.owner ?? t('logs.nobody'),
        })}
      />
    );
  }
  if (!chosen) {
    return (
      <Text as="p" variant="body-medium" color="secondary">
        {t('logs.noPods')}
      </Text>
    );
  }
  const { pod, container, previous, view } = chosen;
  return (
    <div className={styles.root}>
      {!view && (
        <Alert
          status="info"
          icon
          role="status"
          title={t('logs.gone', { pod })}
          customActions={
            pods.length > 0 && (
              <Button
                size="small"
                variant="secondary"
                onPress={() => choose({})}
              >
                {t('logs.newest')}
              </Button>
            )
          }
        />
      )}
      <LogView
        key={`${pod}/${container}/${previous}`}
        log={{
          cluster: place.cluster,
          namespace: place.namespace,
          pod,
          container,
          previous,
        }}
        chooser={<LogChooser pods={pods} chosen={chosen} onChoose={choose} />}
      />
    </div>
  );
}
