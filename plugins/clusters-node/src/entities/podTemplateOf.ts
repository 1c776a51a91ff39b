import type { PodSpec } from 'kubernetes-types/core/v1';
import type { KubernetesObject } from '../kubernetesObjects';

/** What a workload makes pods from; for a Pod, the pod itself. */
export interface PodTemplate {
  labels: Readonly<Record<string, string>>;
  spec: PodSpec;
}

interface Loose extends KubernetesObject {
  spec?: {
    template?: LooseTemplate;
    jobTemplate?: { spec?: { template?: LooseTemplate } };
  };
}

interface LooseTemplate {
  metadata?: { labels?: Record<string, string> };
  spec?: PodSpec;
}

/** What an object makes pods from; undefined when it makes none, or says so elsewhere. */
export function podTemplateOf(
  kind: string,
  object: KubernetesObject,
): PodTemplate | undefined {
  const { spec } = object as Loose;
  const template =
    kind === 'Pod'
      ? (object as LooseTemplate)
      : spec?.jobTemplate?.spec?.template ?? spec?.template;
  return template?.spec
    ? { labels: template.metadata?.labels ?? {}, spec: template.spec }
    : undefined;
}
