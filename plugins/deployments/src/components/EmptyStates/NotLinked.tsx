import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { deploymentsTranslationRef } from '../../translation';
import { CodeBlock } from './CodeBlock';
import styles from './EmptyStates.module.css';

/** Props of {@link NotLinked}. */
export interface NotLinkedProps {
  /** The entity's name. */
  entity: string;
}

/** Teaches which annotation links an entity to what runs of it. */
export function NotLinked(props: NotLinkedProps) {
  const { entity } = props;
  const { t } = useTranslationRef(deploymentsTranslationRef);
  return (
    <section className={styles.empty}>
      <Text as="h2" variant="title-x-small">
        {t('empty.unlinked.title', { entity })}
      </Text>
      <Text as="p" variant="body-medium">
        {t('empty.unlinked.body')}
      </Text>
      <Text as="h3" variant="body-medium" weight="bold">
        {t('empty.unlinked.byId')}
      </Text>
      <CodeBlock
        what={t('empty.unlinked.what')}
        code={annotation('backstage.io/kubernetes-id', entity)}
      />
      <Text as="p" variant="body-medium">
        {t('empty.unlinked.objectLabel')}
      </Text>
      <CodeBlock
        what={t('empty.unlinked.whatLabel')}
        code={`metadata:\n  labels:\n    backstage.io/kubernetes-id: ${entity}`}
      />
      <Text as="h3" variant="body-medium" weight="bold">
        {t('empty.unlinked.bySelector')}
      </Text>
      <CodeBlock
        what={t('empty.unlinked.what')}
        code={annotation(
          'backstage.io/kubernetes-label-selector',
          `app.kubernetes.io/name=${entity}`,
        )}
      />
      <Text as="p" variant="body-small" color="secondary">
        {t('empty.unlinked.narrow')}
      </Text>
    </section>
  );
}

function annotation(name: string, value: string): string {
  return `metadata:\n  annotations:\n    ${name}: ${value}`;
}
