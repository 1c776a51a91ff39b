import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { ownerRefOrUndefined } from '../hub/ownerRef';
import { readTargetResourceRef } from './readTargetResourceRef';

const isInEnvironment = createPermissionRule({
  name: 'IS_IN_ENVIRONMENT',
  description:
    'Allow what belongs to one of these environments, by its namespace or cluster',
  resourceRef: readTargetResourceRef,
  paramsSchema: z.object({
    environments: z
      .array(z.string())
      .describe('Environments, for example "dev" or "staging"'),
  }),
  apply: (target, { environments }) =>
    target.environment !== undefined &&
    environments.includes(target.environment),
  toQuery: ({ environments }) => ({
    field: 'environment',
    values: environments,
  }),
});

const isInCluster = createPermissionRule({
  name: 'IS_IN_CLUSTER',
  description: 'Allow what is in one of these clusters',
  resourceRef: readTargetResourceRef,
  paramsSchema: z.object({
    clusters: z.array(z.string()).describe('Names of clusters'),
  }),
  apply: (target, { clusters }) => clusters.includes(target.cluster),
  toQuery: ({ clusters }) => ({ field: 'cluster', values: clusters }),
});

const isTargetOwnedBy = createPermissionRule({
  name: 'IS_TARGET_OWNED_BY',
  description:
    'Allow what one of these groups owns, as the namespace or config says. Annotations of entities do not count',
  resourceRef: readTargetResourceRef,
  paramsSchema: z.object({
    groups: z
      .array(z.string())
      .describe(
        'Entity references, usually the ownership references of the user',
      ),
  }),
  apply: (target, { groups }) =>
    target.owner !== undefined && ownerRefs(groups).includes(target.owner),
  toQuery: ({ groups }) => ({ field: 'owner', values: ownerRefs(groups) }),
});

function ownerRefs(groups: readonly string[]): string[] {
  return groups.flatMap(group => ownerRefOrUndefined(group) ?? []);
}

/**
 * The rules on which permissions to read can be conditional.
 *
 * @public
 */
export const readTargetRules = {
  isInEnvironment,
  isInCluster,
  isTargetOwnedBy,
};
