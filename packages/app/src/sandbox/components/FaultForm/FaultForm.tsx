import {
  toastApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Alert, Button, Flex, Select } from '@backstage/ui';
import { useState } from 'react';
import { reasonOf } from '../../../reasonOf';
import { Fault, FaultRequest, SandboxCluster } from '../../api';
import { sandboxTranslationRef } from '../../translation';
import { placeOf, useFaultWords } from '../../useFaultWords';

/** Props of {@link FaultForm}. */
export interface FaultFormProps {
  cluster: SandboxCluster;
  faults: readonly Fault[];
  onApply: (request: FaultRequest) => Promise<void>;
}

/** Chooses what to break in one cluster, and where. */
export function FaultForm({ cluster, faults, onApply }: FaultFormProps) {
  const { t } = useTranslationRef(sandboxTranslationRef);
  const toasts = useApi(toastApiRef);
  const words = useFaultWords(faults);
  const [faultId, setFaultId] = useState<string>();
  const [workloadKey, setWorkloadKey] = useState<string>();
  const [namespace, setNamespace] = useState<string>();
  const [applying, setApplying] = useState(false);
  const [error, setError] = useState<string>();

  const fault = faults.find(({ id }) => id === faultId);
  const workload = cluster.workloads.find(
    candidate => `${candidate.namespace}/${candidate.name}` === workloadKey,
  );
  const namespaces = [
    ...new Set(cluster.workloads.map(candidate => candidate.namespace)),
  ];

  const request = (): FaultRequest | undefined => {
    switch (fault?.scope) {
      case undefined:
        return undefined;
      case 'workload':
        return (
          workload && {
            fault: fault.id,
            cluster: cluster.name,
            namespace: workload.namespace,
            workload: workload.name,
          }
        );
      case 'namespace':
        return namespace
          ? { fault: fault.id, cluster: cluster.name, namespace }
          : undefined;
      default:
        return { fault: fault.id, cluster: cluster.name };
    }
  };
  const complete = request();

  const apply = async () => {
    if (!complete) {
      return;
    }
    setApplying(true);
    setError(undefined);
    try {
      await onApply(complete);
      toasts.post({
        title: t('form.applied', {
          fault: words.nameOf(complete.fault),
          place: placeOf(complete),
        }),
        status: 'info',
        timeout: 5_000,
      });
    } catch (failure) {
      setError(reasonOf(failure));
    } finally {
      setApplying(false);
    }
  };

  return (
    <Flex direction="column" gap="3">
      <Select
        label={t('form.fault')}
        placeholder={t('form.faultPlaceholder')}
        description={words.explain(faultId)}
        options={faults.map(({ id }) => ({ id, label: words.nameOf(id) }))}
        value={faultId ?? null}
        onChange={key => setFaultId(key?.toString())}
      />
      {fault?.scope === 'workload' && (
        <Select
          label={t('form.workload')}
          placeholder={t('form.workloadPlaceholder')}
          options={cluster.workloads.map(candidate => ({
            id: `${candidate.namespace}/${candidate.name}`,
            label: candidate.name,
            description: candidate.namespace,
          }))}
          value={workloadKey ?? null}
          onChange={key => setWorkloadKey(key?.toString())}
        />
      )}
      {fault?.scope === 'namespace' && (
        <Select
          label={t('form.namespace')}
          placeholder={t('form.namespacePlaceholder')}
          options={namespaces.map(name => ({ id: name, label: name }))}
          value={namespace ?? null}
          onChange={key => setNamespace(key?.toString())}
        />
      )}
      {error && (
        <Alert
          status="danger"
          icon
          title={t('form.failed')}
          description={error}
        />
      )}
      <div>
        <Button
          variant="primary"
          destructive
          isDisabled={!complete}
          isPending={applying}
          onPress={apply}
          aria-label={t('form.applyLabel', { cluster: cluster.name })}
        >
          {t('form.apply')}
        </Button>
      </div>
    </Flex>
  );
}
