import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { CodeBlock, EmptyState } from '@groundcrew/plugin-clusters-react';
import { faultsTranslationRef } from '../../translation';
import styles from './Alerts.module.css';

const CONFIG = `backend:
  auth:
    externalAccess:
      - type: static
        options:
          token: \${ALERTMANAGER_TOKEN}
          subject: alertmanager
        accessRestrictions:
          - { plugin: groundcrew-faults }
groundcrew:
  faults:
    alertmanager:
      receivers:
        - { subject: alertmanager }`;

const RECEIVER = `receivers:
  - name: groundcrew
    webhook_configs:
      - url: https://backstage.example.com/api/groundcrew-faults/v1/alerts/alertmanager
        http_config:
          authorization: { credentials_file: /etc/alertmanager/groundcrew-token }`;

/** Props of {@link AlertsSetup}. */
export interface AlertsSetupProps {
  /** Whether anybody is let in to send alerts. */
  isConfigured: boolean;
}

/** Says that no alert has come, and teaches how an Alertmanager is pointed here. */
export function AlertsSetup({ isConfigured }: AlertsSetupProps) {
  const { t } = useTranslationRef(faultsTranslationRef);
  return (
    <EmptyState
      title={t(isConfigured ? 'alerts.noneTitle' : 'alerts.setupTitle')}
    >
      <div className={styles.setup}>
        <Text as="p" variant="body-medium" color="secondary">
          {t(isConfigured ? 'alerts.noneHint' : 'alerts.setupHint')}
        </Text>
        {!isConfigured && (
          <CodeBlock code={CONFIG} what={t('alerts.setupConfig')} />
        )}
        <CodeBlock code={RECEIVER} what={t('alerts.setupReceiver')} />
      </div>
    </EmptyState>
  );
}
