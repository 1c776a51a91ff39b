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
import { placeOf, targetsOf } from '../../targetsOf';
import { useFaultWords } from '../../useFaultWords';

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
  const [targetKey, setTargetKey] = useState<string>();
  const [applying, setApplying] = useState(false);
  const [error, setError] = useState<string>();

  const fault = faults.find(({ id }) => id === faultId);
  const targets = fault ? targetsOf(fault, cluster) : [];
  const target = targets.find(({ key }) => key === targetKey)?.target;
  const isComplete =
    fault !== undefined && (fault.targetKind === 'cluster' || target);

  const apply = async () => {
    if (!isComplete) {
      return;
    }
    const request = { fault: fault.id, cluster: cluster.name, target };
    setApplying(true);
    setError(undefined);
    try {
      await onApply(request);
      toasts.post({
        title: t('form.applied', {
          fault: words.nameOf(fault.id),
          place: placeOf(request),
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
        description={fault && words.explain(fault)}
        options={faults.map(({ id }) => ({ id, label: words.nameOf(id) }))}
        value={faultId ?? null}
        onChange={key => setFaultId(key?.toString())}
      />
      {fault && fault.targetKind !== 'cluster' && (
        <Select
          label={t(`form.${fault.targetKind}`)}
          placeholder={t('form.targetPlaceholder')}
          options={targets.map(({ key, target: { name, namespace } }) => ({
            id: key,
            label: name,
            description: namespace,
          }))}
          value={targetKey ?? null}
          onChange={key => setTargetKey(key?.toString())}
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
          isDisabled={!isComplete}
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
