import { createPermissionRule } from '@backstage/plugin-permission-node';
import { isRiskAtLeast } from '@groundcrew/plugin-operations-common';
import { z } from 'zod';
import { operationTargetResourceRef } from './operationTargetResourceRef';

const resourceRef = operationTargetResourceRef;

const isInEnvironment = createPermissionRule({
  name: 'IS_IN_ENVIRONMENT',
  description:
    'Allow targets of these environments, by their namespace or cluster',
  resourceRef,
  paramsSchema: z.object({
    environments: z
      .array(z.string())
      .describe('Environments, for example "dev" or "staging"'),
  }),
  apply: ({ environment }, { environments }) =>
    environment !== undefined && environments.includes(environment),
  toQuery: ({ environments }) => ({
    field: 'environment',
    values: environments,
  }),
});

const isInCluster = createPermissionRule({
  name: 'IS_IN_CLUSTER',
  description: 'Allow targets in these clusters',
  resourceRef,
  paramsSchema: z.object({
    clusters: z.array(z.string()).describe('Names of clusters'),
  }),
  apply: ({ cluster }, { clusters }) => clusters.includes(cluster),
  toQuery: ({ clusters }) => ({ field: 'cluster', values: clusters }),
});

const isInNamespace = createPermissionRule({
  name: 'IS_IN_NAMESPACE',
  description: 'Allow targets in namespaces of these names, in any cluster',
  resourceRef,
  paramsSchema: z.object({
    namespaces: z.array(z.string()).describe('Names of namespaces'),
  }),
  apply: ({ namespace }, { namespaces }) =>
    namespace !== undefined && namespaces.includes(namespace),
  toQuery: ({ namespaces }) => ({ field: 'namespace', values: namespaces }),
});

const isTargetOwnedBy = createPermissionRule({
  name: 'IS_TARGET_OWNED_BY',
  description:
    'Allow targets that one of these groups owns, as the namespace or config says. Annotations of entities do not count',
  resourceRef,
  paramsSchema: z.object({
    groups: z
      .array(z.string())
      .describe(
        'Full entity references, usually the ownership references of the user',
      ),
  }),
  apply: ({ owner }, { groups }) =>
    owner !== undefined &&
    groups.some(group => group.toLowerCase() === owner.toLowerCase()),
  toQuery: ({ groups }) => ({ field: 'owner', values: groups }),
});

const isOfEntity = createPermissionRule({
  name: 'IS_OF_ENTITY',
  description:
    'Allow targets that are asked for on the pages of these entities. Says nothing of who owns the target',
  resourceRef,
  paramsSchema: z.object({
    entityRefs: z.array(z.string()).describe('Full entity references'),
  }),
  apply: ({ entityRef }, { entityRefs }) =>
    entityRef !== undefined && entityRefs.includes(entityRef),
  toQuery: ({ entityRefs }) => ({ field: 'entityRef', values: entityRefs }),
});

const isOperation = createPermissionRule({
  name: 'IS_OPERATION',
  description: 'Allow these operations',
  resourceRef,
  paramsSchema: z.object({
    operations: z
      .array(z.string())
      .describe('Ids of operations, for example "kubernetes.restart"'),
  }),
  apply: ({ operation }, { operations }) => operations.includes(operation),
  toQuery: ({ operations }) => ({ field: 'operation', values: operations }),
});

const isRiskAtMost = createPermissionRule({
  name: 'IS_RISK_AT_MOST',
  description: 'Allow operations that can go wrong no more than this',
  resourceRef,
  paramsSchema: z.object({
    risk: z.enum(['low', 'medium', 'high']).describe('The highest risk'),
  }),
  apply: (target, { risk }) => isRiskAtLeast(risk, target.risk),
  toQuery: ({ risk }) => ({ field: 'risk', values: [risk] }),
});

/**
 * The rules on which permissions about operations can be conditional.
 *
 * @public
 */
export const operationTargetRules = {
  isInEnvironment,
  isInCluster,
  isInNamespace,
  isTargetOwnedBy,
  isOfEntity,
  isOperation,
  isRiskAtMost,
};
