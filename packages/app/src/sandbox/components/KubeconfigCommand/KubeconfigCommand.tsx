import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useState } from 'react';
import { sandboxTranslationRef } from '../../translation';
import styles from './KubeconfigCommand.module.css';

/** Props of {@link KubeconfigCommand}. */
export interface KubeconfigCommandProps {
  path: string;
  /** A cluster to name in the example. */
  exampleCluster: string | undefined;
}

/** The line that lets kubectl talk to the embedded clusters. */
export function KubeconfigCommand(props: KubeconfigCommandProps) {
  const { t } = useTranslationRef(sandboxTranslationRef);
  const [copied, setCopied] = useState(false);
  const command = `export KUBECONFIG='${props.path}'`;

  const copy = async () => {
    await window.navigator.clipboard.writeText(command);
    setCopied(true);
  };

  return (
    <Card>
      <CardHeader>
        <Text as="h2" variant="title-x-small" weight="bold">
          {t('page.connect')}
        </Text>
      </CardHeader>
      <CardBody>
        <div className={styles.line}>
          <code className={styles.command}>{command}</code>
          <Button
            variant="secondary"
            iconStart={copied ? <RiCheckLine /> : <RiFileCopyLine />}
            aria-label={t('kubeconfig.copyLabel')}
            onPress={copy}
          >
            {copied ? t('kubeconfig.copied') : t('kubeconfig.copy')}
          </Button>
        </div>
        {props.exampleCluster && (
          <Text as="p" variant="body-small" color="secondary">
            {t('kubeconfig.hint', { cluster: props.exampleCluster })}
          </Text>
        )}
      </CardBody>
    </Card>
  );
}
