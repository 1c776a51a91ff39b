import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { clustersReactTranslationRef } from '../../translation';
import { CodeBlock } from '../CodeBlock';
import { EmptyState } from '../EmptyState';

/**
 * Props of {@link NotLinked}.
 *
 * @public
 */
export interface NotLinkedProps {
  /** The entity's name. */
  entity: string;
}

/**
 * Teaches which annotation links an entity to what runs of it.
 *
 * @public
 */
export function NotLinked(props: NotLinkedProps) {
  const { entity } = props;
  const { t } = useTranslationRef(clustersReactTranslationRef);
  return (
    <EmptyState title={t('unlinked.title', { entity })}>
      <Text as="p" variant="body-medium">
        {t('unlinked.body')}
      </Text>
      <Text as="h3" variant="body-medium" weight="bold">
        {t('unlinked.byId')}
      </Text>
      <CodeBlock
        what={t('unlinked.what')}
        code={annotation('backstage.io/kubernetes-id', entity)}
      />
      <Text as="p" variant="body-medium">
        {t('unlinked.objectLabel')}
      </Text>
      <CodeBlock
        what={t('unlinked.whatLabel')}
        code={`metadata:\n  labels:\n    backstage.io/kubernetes-id: ${entity}`}
      />
      <Text as="h3" variant="body-medium" weight="bold">
        {t('unlinked.bySelector')}
      </Text>
      <CodeBlock
        what={t('unlinked.what')}
        code={annotation(
          'backstage.io/kubernetes-label-selector',
          `app.kubernetes.io/name=${entity}`,
        )}
      />
      <Text as="p" variant="body-small" color="secondary">
        {t('unlinked.narrow')}
      </Text>
    </EmptyState>
  );
}

function annotation(name: string, value: string): string {
  return `metadata:\n  annotations:\n    ${name}: ${value}`;
}
