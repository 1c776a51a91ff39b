import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Text } from '@backstage/ui';
import {
  CodeBlock,
  CopyableText,
  EmptyState,
} from '@groundcrew/plugin-clusters-react';
import { deploymentsTranslationRef } from '../../translation';
import styles from './EmptyStates.module.css';

const ID = 'backstage.io/kubernetes-id';
const SELECTOR = 'backstage.io/kubernetes-label-selector';

/** Props of {@link MalformedSelector}. */
export interface MalformedSelectorProps {
  /** The entity's name. */
  entity: string;
  selector: string;
  /** In words, what is wrong with it. */
  problem: string;
}

/** Says that nothing can be looked for, and why, when the selector in an entity's annotation is none. */
export function MalformedSelector(props: MalformedSelectorProps) {
  const { entity, selector, problem } = props;
  const isById = selector.startsWith(`${ID}=`);
  const annotation = isById ? ID : SELECTOR;
  const { t } = useTranslationRef(deploymentsTranslationRef);
  return (
    <EmptyState title={t('empty.malformed.title', { entity })}>
      <Alert status="warning" icon title={problem} />
      <Text as="p" variant="body-medium">
        {t('empty.malformed.body', { annotation })}
      </Text>
      <dl className={styles.facts}>
        <dt>{t('empty.unmatched.selector')}</dt>
        <dd>
          <CopyableText text={selector} />
        </dd>
      </dl>
      <Text as="p" variant="body-medium">
        {t('empty.malformed.example')}
      </Text>
      <CodeBlock
        what={t('empty.malformed.what')}
        code={`${annotation}: ${
          isById ? entity : `app.kubernetes.io/name=${entity},tier!=cache`
        }`}
      />
    </EmptyState>
  );
}
