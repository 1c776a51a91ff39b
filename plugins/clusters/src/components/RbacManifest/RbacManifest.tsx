import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Skeleton, Text } from '@backstage/ui';
import { useClustersApi } from '@groundcrew/plugin-clusters-react';
import useAsync from 'react-use/esm/useAsync';
import { clustersTranslationRef } from '../../translation';
import { ManifestBlock } from './ManifestBlock';

/** The least that Groundcrew needs in a cluster, to be applied there. */
export function RbacManifest() {
  const { t } = useTranslationRef(clustersTranslationRef);
  const api = useClustersApi();
  const { value, error } = useAsync(() => api.getRbacManifest(), [api]);
  return (
    <>
      <Text as="p">{t('register.manifestHint')}</Text>
      {error && (
        <Alert
          status="danger"
          icon
          title={t('register.manifestFailed', { message: error.message })}
        />
      )}
      {!error && !value && <Skeleton height={160} />}
      {value && (
        <ManifestBlock label="groundcrew-reader.yaml" manifest={value} />
      )}
    </>
  );
}
