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

/** Teaches how an Alertmanager is pointed here. */
export function AlertsSetup() {
  const { t } = useTranslationRef(faultsTranslationRef);
  return (
    <EmptyState title={t('alerts.setupTitle')}>
      <div className={styles.setup}>
        <Text as="p" variant="body-medium" color="secondary">
          {t('alerts.setupHint')}
        </Text>
        <CodeBlock code={CONFIG} what={t('alerts.setupConfig')} />
        <CodeBlock code={RECEIVER} what={t('alerts.setupReceiver')} />
      </div>
    </EmptyState>
  );
}
