import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import type { ClusterView } from '@groundcrew/plugin-clusters-common';
import { clustersTranslationRef } from '../../translation';

/** Props of {@link NotKept}. */
export interface NotKeptProps {
  cluster: ClusterView;
}

/** Says of which kinds not all is shown because the backend holds as much as it may. Nothing while all is. */
export function NotKept(props: NotKeptProps) {
  const { t } = useTranslationRef(clustersTranslationRef);
  const kinds = props.cluster.kinds.filter(
    ({ state }) => state === 'incomplete',
  );
  if (kinds.length === 0) {
    return null;
  }
  return (
    <Alert
      status="warning"
      icon
      title={t('cluster.notKept', {
        kinds: kinds.map(({ kind }) => kind).join(', '),
      })}
      description={kinds[0].message}
    />
  );
}
