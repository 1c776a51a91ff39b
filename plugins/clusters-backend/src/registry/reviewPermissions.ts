import {
  WATCHED_KINDS,
  type ConnectionTestResult,
} from '@groundcrew/plugin-clusters-common';
import type { ClusterGateway } from '../gateway';

const REVIEWS_PATH = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
const CONCURRENCY = 8;
const REVIEW_TIMEOUT_MS = 5_000;

/** What the credentials may not do. */
export type MissingPermission = ConnectionTestResult['missing'][number];

/** One thing that Groundcrew would like to do, and what does not work without it. */
interface WantedPermission {
  apiGroup: string;
  resource: string;
  subresource?: string;
  verbs: readonly string[];
  effect: string;
}

/** What does not work without a kind; for those that are not here, its name says it. */
const EFFECTS: Record<string, string> = {
  Namespace:
    'environments and owners are not known, so nobody may see anything that depends on them',
  Node: 'nodes, capacity and part of the health score are missing',
  Pod: 'pods, and everything that is worked out from them, are missing',
  Secret:
    'a Secret that is missing cannot be told from one that exists. Only metadata is ever requested',
  Event: 'events are missing',
  ReplicaSet: 'revisions of Deployments, and whose a pod is, are missing',
  ControllerRevision: 'revisions of StatefulSets and DaemonSets are missing',
  ConfigMap:
    'configuration, and references to it that lead nowhere, are missing',
};

const WANTED: readonly WantedPermission[] = [
  ...WATCHED_KINDS.map(({ kind, group, plural }) => ({
    apiGroup: group,
    resource: plural,
    verbs: ['list', 'watch'],
    effect: EFFECTS[kind] ?? `objects of kind ${kind} are missing`,
  })),
  {
    apiGroup: '',
    resource: 'pods',
    subresource: 'log',
    verbs: ['get'],
    effect: 'logs cannot be read',
  },
];

interface AccessReview {
  status?: { allowed?: boolean };
}

/** Asks the API server whether its caller may do one thing. */
export async function isAllowed(
  gateway: ClusterGateway,
  attributes: {
    group: string;
    resource: string;
    subresource?: string;
    verb: string;
  },
  signal: AbortSignal,
): Promise<boolean> {
  const review = await gateway.post<AccessReview>(
    REVIEWS_PATH,
    {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      // Without a namespace: in all of them.
      spec: { resourceAttributes: attributes },
    },
    { signal, timeoutMs: REVIEW_TIMEOUT_MS },
  );
  return review?.status?.allowed === true;
}

/**
 * What of all that Groundcrew would like to do the credentials do not allow.
 *
 * @throws ClusterRequestError when the API server does not answer such questions.
 */
export async function missingPermissions(
  gateway: ClusterGateway,
  signal: AbortSignal,
): Promise<MissingPermission[]> {
  const questions = WANTED.flatMap(wanted =>
    wanted.verbs.map(verb => ({ wanted, verb, allowed: false })),
  );
  const queue = questions.values();
  const ask = async () => {
    for (const question of queue) {
      const { apiGroup: group, resource, subresource } = question.wanted;
      question.allowed = await isAllowed(
        gateway,
        { group, resource, subresource, verb: question.verb },
        signal,
      );
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, ask));

  return WANTED.flatMap(wanted => {
    const verbs = questions
      .filter(each => each.wanted === wanted && !each.allowed)
      .map(each => each.verb);
    const { apiGroup, resource, subresource, effect } = wanted;
    return verbs.length > 0
      ? [
          {
            apiGroup,
            resource: subresource ? `${resource}/${subresource}` : resource,
            verbs,
            effect,
          },
        ]
      : [];
  });
}
