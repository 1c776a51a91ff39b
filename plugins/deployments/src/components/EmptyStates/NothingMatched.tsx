import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { Freshness } from '@groundcrew/plugin-clusters-common';
import {
  CodeBlock,
  CopyableText,
  EmptyState,
  RelativeTime,
} from '@groundcrew/plugin-clusters-react';
import type { DeploymentsView } from '@groundcrew/plugin-deployments-common';
import { deploymentsTranslationRef } from '../../translation';
import styles from './EmptyStates.module.css';

/** Props of {@link NothingMatched}. */
export interface NothingMatchedProps {
  /** The entity's name. */
  entity: string;
  link: Extract<DeploymentsView['link'], { type: 'selector' }>;
  searchedClusters: DeploymentsView['searchedClusters'];
}

/** Says what was looked for, and where, when an annotated entity has nothing that runs. */
export function NothingMatched(props: NothingMatchedProps) {
  const { entity, link, searchedClusters } = props;
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const command = `kubectl get deployments,statefulsets,daemonsets,cronjobs,jobs ${
    link.namespace ? `--namespace ${link.namespace}` : '--all-namespaces'
  } --selector '${link.selector}'`;
  return (
    <EmptyState title={t('empty.unmatched.title', { entity })}>
      <Text as="p" variant="body-medium">
        {t('empty.unmatched.body')}
      </Text>
      <dl className={styles.facts}>
        <dt>{t('empty.unmatched.selector')}</dt>
        <dd>
          <CopyableText text={link.selector} />
        </dd>
        <dt>{t('empty.unmatched.namespace')}</dt>
        <dd>{link.namespace ?? t('empty.unmatched.anyNamespace')}</dd>
        {link.cluster && (
          <>
            <dt>{t('empty.unmatched.cluster')}</dt>
            <dd>{link.cluster}</dd>
          </>
        )}
        <dt>{t('empty.unmatched.clusters')}</dt>
        <dd>
          {searchedClusters.length === 0 ? (
            t('empty.unmatched.noClusters')
          ) : (
            <ul className={styles.clusters}>
              {searchedClusters.map(({ cluster, environment, freshness }) => (
                <li key={cluster}>
                  {cluster}
                  {environment && ` (${environment})`}
                  <span className={styles.remark}>
                    <ReadState freshness={freshness} />
                  </span>
                </li>
              ))}
            </ul>
          )}
        </dd>
      </dl>
      <Text as="p" variant="body-medium">
        {t('empty.unmatched.check')}
      </Text>
      <CodeBlock what={t('empty.unmatched.whatCheck')} code={command} />
    </EmptyState>
  );
}

/** Whether a cluster was read, and all of it: something of the entity may be where nobody looked. */
function ReadState({ freshness }: { freshness: Freshness }) {
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const { observedAt, stale, incomplete } = freshness;
  if (stale) {
    return t('empty.unmatched.unreached', { reason: stale.reason });
  }
  if (incomplete) {
    return t('empty.unmatched.incomplete', { reason: incomplete });
  }
  return observedAt
    ? t('empty.unmatched.reached', { when: <RelativeTime at={observedAt} /> })
    : null;
}
