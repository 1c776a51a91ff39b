import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Badge, Card, CardBody, CardHeader, Flex, Text } from '@backstage/ui';
import { sandboxTranslationRef } from '../../translation';
import { FaultForm, FaultFormProps } from '../FaultForm';

/** One embedded cluster, with what can be broken in it. */
export function ClusterCard(props: FaultFormProps) {
  const { t } = useTranslationRef(sandboxTranslationRef);
  const { cluster } = props;
  return (
    <Card
      role="region"
      aria-label={t('cluster.region', { name: cluster.name })}
    >
      <CardHeader>
        <Flex align="center" justify="between" gap="2">
          <Text as="h2" variant="title-x-small" weight="bold">
            {cluster.name}
          </Text>
          <Badge>{cluster.environment}</Badge>
        </Flex>
        <Text variant="body-small" color="secondary">
          {t('cluster.workloads', { count: cluster.workloads.length })}
        </Text>
      </CardHeader>
      <CardBody>
        <FaultForm {...props} />
      </CardBody>
    </Card>
  );
}
