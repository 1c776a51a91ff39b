import type { FaultType } from '@groundcrew/plugin-faults-node';
import type { QuotaSubject } from '../../kubernetes/quotas';

const fault = (id: string, title: string): FaultType => ({
  id,
  category: 'admission',
  title,
});

const FAULTS: Record<QuotaSubject, FaultType> = {
  cpu: fault('quota-cpu-exceeded', 'The quota for CPU is used up'),
  memory: fault('quota-memory-exceeded', 'The quota for memory is used up'),
  pods: fault('quota-pods-exceeded', 'The quota for pods is used up'),
  services: fault(
    'quota-services-exceeded',
    'The quota for Services is used up',
  ),
  storage: fault('quota-storage-exceeded', 'The quota for storage is used up'),
  objects: fault('quota-objects-exceeded', 'A quota is used up'),
};

/** The fault of a quota that has no room. */
export function quotaFault(subject: QuotaSubject): FaultType {
  return FAULTS[subject];
}

/** All faults of pods that a quota refuses: a pod may need a claim made with it. */
export const POD_QUOTA_FAULTS: FaultType[] = Object.values(FAULTS);
