import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Container, Flex, Skeleton, Text } from '@backstage/ui';
import { useKubeconfigPath } from '../../hooks/useKubeconfigPath';
import { useSandbox } from '../../hooks/useSandbox';
import { sandboxTranslationRef } from '../../translation';
import { ActiveFaults } from '../ActiveFaults';
import { ClusterCard } from '../ClusterCard';
import { KubeconfigCommand } from '../KubeconfigCommand';
import styles from './SandboxPage.module.css';

/** The page that breaks things in the embedded clusters, on demand. */
export function SandboxPage() {
  const { t } = useTranslationRef(sandboxTranslationRef);
  const { state, error, apply, revert } = useSandbox();
  const kubeconfigPath = useKubeconfigPath();

  return (
    <Container>
      <Flex direction="column" gap="5" pb="6">
        <Flex direction="column" gap="1">
          <Text as="h1" variant="title-small" weight="bold">
            {t('page.title')}
          </Text>
          <Text as="p" variant="body-large" color="secondary">
            {t('page.intro')}
          </Text>
        </Flex>
        {error && (
          <Alert
            status="danger"
            icon
            title={t('page.failed')}
            description={error}
          />
        )}
        {state && (
          <ActiveFaults
            active={state.active}
            faults={state.faults}
            onRevert={revert}
          />
        )}
        <div className={styles.clusters}>
          {state?.clusters.map(cluster => (
            <ClusterCard
              key={cluster.name}
              cluster={cluster}
              faults={state.faults}
              onApply={apply}
            />
          ))}
          {!state &&
            !error &&
            ['dev', 'staging', 'prod'].map(name => (
              <Skeleton key={name} width="100%" height={220} />
            ))}
        </div>
        {kubeconfigPath && (
          <KubeconfigCommand
            path={kubeconfigPath}
            exampleCluster={state?.clusters[0]?.name}
          />
        )}
      </Flex>
    </Container>
  );
}
