import type { Container, PodTemplateSpec } from 'kubernetes-types/core/v1';

/**
 * What may be shown of a pod template: images and resources. Values of the environment, arguments and annotations may
 * hold secrets.
 */
export function templateView({ spec }: PodTemplateSpec): object {
  const { containers = [], initContainers } = spec ?? {};
  return {
    spec: {
      template: {
        spec: {
          ...(initContainers && {
            initContainers: initContainers.map(containerView),
          }),
          containers: containers.map(containerView),
        },
      },
    },
  };
}

function containerView({ name, image, resources }: Container): object {
  return { name, image, ...(resources && { resources }) };
}
