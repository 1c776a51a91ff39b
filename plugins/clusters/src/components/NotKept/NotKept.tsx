import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import type { ClusterView } from '@groundcrew/plugin-clusters-common';
import { clustersTranslationRef } from '../../translation';

/** Props of {@link NotKept}. */
export interface NotKeptProps {
  cluster: ClusterView;
}

/** Says how much of a cluster is not shown because the backend holds as much as it may. Nothing while all is. */
export function NotKept(props: NotKeptProps) {
  const { t } = useTranslationRef(clustersTranslationRef);
  const kinds = props.cluster.kinds.filter(({ notKept }) => notKept);
  if (kinds.length === 0) {
    return null;
  }
  return (
    <Alert
      status="warning"
      icon
      title={t('cluster.notKept', {
        count: kinds.reduce((sum, { notKept = 0 }) => sum + notKept, 0),
        kinds: kinds.map(({ kind }) => kind).join(', '),
      })}
      description={kinds[0].message}
    />
  );
}
