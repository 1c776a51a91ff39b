import type { PodTemplateSpec } from 'kubernetes-types/core/v1';
import { parseImage, type Image } from '@groundcrew/plugin-deployments-common';
import type { OwnerTree } from '@groundcrew/plugin-clusters-node';

const VERSION_LABEL = 'app.kubernetes.io/version';
const DEFAULT_CONTAINER_ANNOTATION = 'kubectl.kubernetes.io/default-container';

/** The pod template of a workload; a pod is its own. */
export function podTemplateOf(
  tree: Pick<OwnerTree, 'kind' | 'object'>,
): PodTemplateSpec | undefined {
  const object = tree.object as {
    metadata?: PodTemplateSpec['metadata'];
    spec?: unknown;
  };
  if (tree.kind === 'Pod') {
    return object as PodTemplateSpec;
  }
  if (tree.kind === 'CronJob') {
    return (
      object.spec as { jobTemplate?: { spec?: { template?: PodTemplateSpec } } }
    )?.jobTemplate?.spec?.template;
  }
  return (object.spec as { template?: PodTemplateSpec })?.template;
}

/** The images of a pod template, that of the main container first. */
export function imagesOf(template: PodTemplateSpec | undefined): Image[] {
  const main = template?.metadata?.annotations?.[DEFAULT_CONTAINER_ANNOTATION];
  const containers = [...(template?.spec?.containers ?? [])];
  containers.sort(
    (left, right) => Number(right.name === main) - Number(left.name === main),
  );
  return containers.map(({ name, image }) => parseImage(name, image ?? ''));
}

/** What version a pod template runs: its version label, or else the tag of its main image. */
export function versionOf(
  template: PodTemplateSpec | undefined,
): string | undefined {
  return (
    template?.metadata?.labels?.[VERSION_LABEL] ??
    imagesOf(template)[0]?.tag ??
    imagesOf(template)[0]?.digest?.slice(0, 19)
  );
}
