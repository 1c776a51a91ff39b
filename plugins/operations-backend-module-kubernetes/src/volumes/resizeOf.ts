import { amountOf } from '@groundcrew/plugin-clusters-node';
import type { PersistentVolumeClaim } from 'kubernetes-types/core/v1';

/** How far a volume is on its way to the size that its claim asks for. */
export interface Resize {
  /** `mounting`: it is larger, and its file system grows when a pod uses it next. */
  state: 'done' | 'resizing' | 'mounting' | 'failed';
  message: string;
}

/** Newer than the types. */
type ClaimStatus = NonNullable<PersistentVolumeClaim['status']> & {
  allocatedResourceStatuses?: Record<string, string>;
};

/** How far the volume of a claim is. */
export function resizeOf({ spec, status }: PersistentVolumeClaim): Resize {
  const { allocatedResourceStatuses, capacity, conditions } = (status ??
    {}) as ClaimStatus;
  const wanted = spec?.resources?.requests;
  if (amountOf(capacity, 'storage') >= amountOf(wanted, 'storage')) {
    return { state: 'done', message: `it is ${capacity?.storage} large` };
  }
  const progress = allocatedResourceStatuses?.storage ?? '';
  // ControllerResizeInfeasible, NodeResizeInfeasible, and what they were called before Kubernetes 1.31.
  if (/Infeasible$|Failed$/.test(progress)) {
    return {
      state: 'failed',
      message: `the storage cannot make it larger (${progress})`,
    };
  }
  const pending = conditions?.find(
    ({ status: value, type }) =>
      type === 'FileSystemResizePending' && value === 'True',
  );
  return pending
    ? {
        state: 'mounting',
        message:
          'the volume is larger; its file system grows when a pod is started with it',
      }
    : {
        state: 'resizing',
        message: `it is ${capacity?.storage ?? 'of unknown size'} still`,
      };
}
