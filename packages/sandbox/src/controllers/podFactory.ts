import { cloneJson } from '../api/json';
import { ApiError } from '../api/ApiError';
import { KubeObject, NewObject, ownedBy } from '../api/objects';
import { Pods } from '../api/resources';
import { Pod, PodTemplate } from '../api/podTypes';
import { ControllerContext } from './Controller';

export const CONTROLLER_MANAGER = 'kube-controller-manager';

export interface PodOptions {
  component: string;
  name?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  /** Changes of the spec that the workload's kind makes. */
  spec?: Partial<Pod['spec']>;
}

/**
 * Creates a pod of a workload and records the event. A refusal, such as a full quota, is recorded and returned.
 */
export function createPodOf(
  { api, events }: ControllerContext,
  owner: KubeObject,
  template: PodTemplate,
  options: PodOptions,
): ApiError | undefined {
  const { component, name, labels, annotations, spec } = options;
  const input: NewObject<Pod> = {
    metadata: {
      ...(name ? { name } : { generateName: `${owner.metadata.name}-` }),
      namespace: owner.metadata.namespace,
      labels: { ...template.metadata?.labels, ...labels },
      annotations: { ...template.metadata?.annotations, ...annotations },
      ownerReferences: [ownedBy(owner)],
    },
    spec: { ...cloneJson(template.spec), ...spec },
  };
  try {
    const pod = api.create(Pods, input, { manager: CONTROLLER_MANAGER });
    events.record(owner, {
      type: 'Normal',
      reason: 'SuccessfulCreate',
      message:
        owner.kind === 'StatefulSet'
          ? `create Pod ${pod.metadata.name} in StatefulSet ${owner.metadata.name} successful`
          : `Created pod: ${pod.metadata.name}`,
      component,
    });
    return undefined;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    events.record(owner, {
      type: 'Warning',
      reason: 'FailedCreate',
      message: `Error creating: ${error.message}`,
      component,
    });
    return error;
  }
}

export function deletePodOf(
  { api, events }: ControllerContext,
  owner: KubeObject,
  pod: Pod,
  component: string,
): void {
  api.delete(Pods, pod.metadata, { manager: CONTROLLER_MANAGER });
  events.record(owner, {
    type: 'Normal',
    reason: 'SuccessfulDelete',
    message:
      owner.kind === 'StatefulSet'
        ? `delete Pod ${pod.metadata.name} in StatefulSet ${owner.metadata.name} successful`
        : `Deleted pod: ${pod.metadata.name}`,
    component,
  });
}
