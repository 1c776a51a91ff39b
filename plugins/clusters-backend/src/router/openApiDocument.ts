import type { JsonObject } from '@backstage/types';
import { createOpenApiDocument } from '@groundcrew/plugin-clusters-node';
import { operations } from './operations';

/** Describes every route of the plugin. */
export function openApiDocument(): JsonObject {
  return createOpenApiDocument({
    pluginId: 'groundcrew-clusters',
    title: 'Groundcrew clusters',
    description:
      'Reads what runs in the linked clusters. For signed-in users; every answer holds what the caller may see.',
    operations,
  });
}
