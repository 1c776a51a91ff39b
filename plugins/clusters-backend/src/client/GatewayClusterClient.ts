import {
  apiVersionOf,
  type WatchedKind,
} from '@groundcrew/plugin-clusters-common';
import {
  ClusterRequestError,
  type ChangeOptions,
  type ClusterClient,
  type ClusterClientOptions,
  type ConnectionAttempt,
  type JsonPatchOperation,
  type LiveListQuery,
  type LiveObject,
  type LocalRef,
  type Preconditions,
  type RawObject,
  type ServicePortRef,
} from '@groundcrew/plugin-clusters-node';
import type { ClusterGateway, GatewayChangeOptions } from '../gateway';
import { listPages } from '../reflector';
import { connectToService } from './connectToService';
import { describeEvictionFailure } from './describeEvictionFailure';
import {
  conditionalPatch,
  deletePreconditions,
  isMadeForAnother,
} from './preconditions';
import { acceptOf, listAnswerOf, liveObject } from './liveObject';
import { collectionPath, kindNamed, objectPath } from './resourcePath';

const FIELD_MANAGER = 'groundcrew';
const PAGE_SIZE = 500;
const READ_TIMEOUT_MS = 15_000;
// An API server gives admission webhooks up to 30 s itself.
const CHANGE_TIMEOUT_MS = 35_000;

/** Changes a cluster, and reads it live, through its gateway. */
export class GatewayClusterClient implements ClusterClient {
  readonly #gateway: ClusterGateway;

  private constructor(gateway: ClusterGateway) {
    this.#gateway = gateway;
  }

  static create(options: { gateway: ClusterGateway }): GatewayClusterClient {
    return new GatewayClusterClient(options.gateway);
  }

  async get(
    ref: LocalRef,
    options: ClusterClientOptions = {},
  ): Promise<LiveObject | undefined> {
    const kind = kindNamed(ref.kind);
    const object = await undefinedIfNotFound(
      this.#gateway.json<RawObject>(objectPath(kind, ref), {
        accept: acceptOf(kind),
        timeoutMs: READ_TIMEOUT_MS,
        signal: options.signal,
      }),
    );
    return object && liveObject(kind, object);
  }

  async list(
    kindName: string,
    query: LiveListQuery = {},
    options: ClusterClientOptions = {},
  ): Promise<LiveObject[]> {
    const kind = kindNamed(kindName);
    const { namespace, labelSelector, fieldSelector } = query;
    const pages = listPages({
      gateway: this.#gateway,
      path: collectionPath(kind, namespace),
      ...listAnswerOf(kind),
      query: { labelSelector, fieldSelector },
      pageSize: PAGE_SIZE,
      timeoutMs: READ_TIMEOUT_MS,
      signal: options.signal,
    });
    const objects: LiveObject[] = [];
    for await (const page of pages) {
      for (const object of page) {
        objects.push(liveObject(kind, object));
      }
    }
    return objects;
  }

  async patch(
    ref: LocalRef,
    patch: object | readonly JsonPatchOperation[],
    options: ChangeOptions & Preconditions = {},
  ): Promise<LiveObject> {
    const kind = kindNamed(ref.kind);
    try {
      const patched = await this.#change(
        kind,
        objectPath(kind, ref),
        options,
        conditionalPatch(patch, options),
      );
      return liveObject(kind, patched);
    } catch (error) {
      throw await this.#conflictBehind(error, ref, patch, options);
    }
  }

  async create(
    object: object,
    options: ChangeOptions = {},
  ): Promise<LiveObject> {
    const { kind: kindName = '', apiVersion, metadata } = object as RawObject;
    const kind = kindNamed(kindName);
    if (apiVersion !== apiVersionOf(kind)) {
      throw new ClusterRequestError(
        'refused',
        `${kindName} is of ${apiVersionOf(kind)}, not of ${apiVersion}`,
      );
    }
    if (kind.namespaced && !metadata?.namespace) {
      throw new ClusterRequestError(
        'refused',
        `${kindName} '${metadata?.name}' needs a namespace`,
      );
    }
    const path = collectionPath(kind, metadata?.namespace);
    return liveObject(
      kind,
      await this.#change(kind, path, options, { method: 'POST', body: object }),
    );
  }

  async delete(
    ref: LocalRef,
    options: Parameters<ClusterClient['delete']>[1] = {},
  ): Promise<'deleted' | 'gone'> {
    const kind = kindNamed(ref.kind);
    const deleted = await undefinedIfNotFound(
      this.#change(kind, objectPath(kind, ref), options, {
        method: 'DELETE',
        body: {
          apiVersion: 'v1',
          kind: 'DeleteOptions',
          ...deleteOptions(options),
          propagationPolicy: options.propagationPolicy,
        },
      }),
    );
    return deleted ? 'deleted' : 'gone';
  }

  async evict(
    ref: LocalRef,
    options: Parameters<ClusterClient['evict']>[1] = {},
  ): Promise<'evicted' | 'gone'> {
    const kind = kindNamed(ref.kind);
    if (kind.kind !== 'Pod') {
      throw new ClusterRequestError('refused', 'only pods can be evicted');
    }
    await this.#checkBeforeEviction(ref, options);
    try {
      const evicted = await undefinedIfNotFound(
        this.#change(kind, `${objectPath(kind, ref)}/eviction`, options, {
          method: 'POST',
          body: {
            apiVersion: 'policy/v1',
            kind: 'Eviction',
            metadata: { name: ref.name, namespace: ref.namespace },
            deleteOptions: deleteOptions(options),
          },
        }),
      );
      return evicted ? 'evicted' : 'gone';
    } catch (error) {
      throw describeEvictionFailure(error);
    }
  }

  async connect(
    service: ServicePortRef,
    options: ClusterClientOptions = {},
  ): Promise<ConnectionAttempt> {
    return await connectToService(this.#gateway, service, options);
  }

  #change(
    kind: WatchedKind,
    path: string,
    { dryRun, signal }: ChangeOptions,
    request: Pick<GatewayChangeOptions, 'method' | 'body' | 'contentType'>,
  ): Promise<RawObject> {
    return this.#gateway.change<RawObject>(path, {
      ...request,
      query: {
        // The options of a deletion know no manager.
        fieldManager: request.method === 'DELETE' ? undefined : FIELD_MANAGER,
        dryRun: dryRun ? 'All' : undefined,
      },
      accept: acceptOf(kind),
      timeoutMs: CHANGE_TIMEOUT_MS,
      signal,
    });
  }

  /**
   * An API server counts an eviction against the disruption budget before it looks at the preconditions: one that does not
   * hold would keep the pods of a whole workload from being evicted for two minutes.
   */
  async #checkBeforeEviction(
    ref: LocalRef,
    options: ChangeOptions & Preconditions,
  ): Promise<void> {
    if (!deletePreconditions(options)) {
      return;
    }
    const pod = await this.get(ref, options);
    if (pod && isMadeForAnother(pod, {}, options)) {
      throw conflict(ref);
    }
  }

  /**
   * API servers answer with 409 to another resourceVersion in a merge patch alone. A `test` that fails is a 422 without a
   * reason, as is a path that leads nowhere; another uid in a merge patch is a 422, too. Which it was, the object tells.
   */
  async #conflictBehind(
    error: unknown,
    ref: LocalRef,
    patch: object | readonly JsonPatchOperation[],
    options: ChangeOptions & Preconditions,
  ): Promise<unknown> {
    if (!(error instanceof ClusterRequestError && mayBeConflict(error))) {
      return error;
    }
    let live: LiveObject | undefined;
    try {
      live = await this.get(ref, options);
    } catch {
      return error;
    }
    return live && !isMadeForAnother(live, patch, options)
      ? error
      : conflict(ref, error);
  }
}

function conflict(
  { kind, name }: LocalRef,
  refusal?: ClusterRequestError,
): ClusterRequestError {
  return new ClusterRequestError(
    'conflict',
    `${kind} '${name}' is not the one, or not in the state, that the change was made for`,
    refusal,
  );
}

function mayBeConflict({ status, causes }: ClusterRequestError): boolean {
  return (
    status === 422 &&
    (causes.length === 0 ||
      causes.some(({ field }) => field?.startsWith('metadata.')))
  );
}

/** A body makes API servers ignore the query: what is asked of a deletion has to be in it, the dry run above all. */
function deleteOptions(
  options: ChangeOptions & Preconditions & { gracePeriodSeconds?: number },
) {
  return {
    dryRun: options.dryRun ? ['All'] : undefined,
    gracePeriodSeconds: options.gracePeriodSeconds,
    preconditions: deletePreconditions(options),
  };
}

async function undefinedIfNotFound<T>(
  answer: Promise<T>,
): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ClusterRequestError && error.failure === 'not-found') {
      return undefined;
    }
    throw error;
  }
}
