import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Skeleton } from '@backstage/ui';
import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import {
  FreshnessNotice,
  messageOf,
  RefetchNotice,
  YamlView,
} from '@groundcrew/plugin-clusters-react';
import { useMemo } from 'react';
import { stringify } from 'yaml';
import { useObject } from '../../hooks/useObject';
import { deploymentsTranslationRef } from '../../translation';
import styles from './WorkloadYaml.module.css';

/** Props of {@link YamlTab}. */
export interface YamlTabProps {
  entityRef: string;
  workload: ObjectRef;
}

/** A workload as the cluster has it, as YAML, redacted. */
export function YamlTab(props: YamlTabProps) {
  const { entityRef, workload } = props;
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const query = useObject(entityRef, workload);
  const object = query.data?.object;
  const yaml = useMemo(
    () => object && stringify(object, { lineWidth: 0 }),
    [object],
  );

  if (!query.data || yaml === undefined) {
    return query.error ? (
      <Alert
        role="alert"
        status="danger"
        icon
        title={t('yaml.failed', { message: messageOf(query.error) })}
      />
    ) : (
      <Skeleton height={320} />
    );
  }
  return (
    <div className={styles.root}>
      <RefetchNotice query={query} />
      <FreshnessNotice freshness={query.data.freshness} />
      <YamlView
        yaml={yaml}
        name={`${workload.kind} ${workload.name}`}
        configurationHidden={query.data.configurationHidden}
      />
    </div>
  );
}
