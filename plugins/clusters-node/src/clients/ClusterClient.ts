import type { ObjectRef } from '@groundcrew/plugin-clusters-common';

/**
 * An object as the API server gives it: not redacted. It must not leave the process as it is.
 *
 * @public
 */
export interface LiveObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    uid: string;
    resourceVersion: string;
    generation?: number;
    creationTimestamp?: string;
    deletionTimestamp?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    ownerReferences?: {
      apiVersion: string;
      kind: string;
      name: string;
      uid: string;
      controller?: boolean;
    }[];
  };
  spec?: Record<string, unknown>;
  status?: Record<string, unknown>;
}

/**
 * Names an object within one cluster. Its kind is one of those that are watched.
 *
 * @public
 */
export type LocalRef = Omit<ObjectRef, 'cluster'>;

/**
 * What every call takes.
 *
 * @public
 */
export interface ClusterClientOptions {
  signal?: AbortSignal;
}

/**
 * Which objects of a kind are asked for.
 *
 * @public
 */
export interface LiveListQuery {
  namespace?: string;
  /** In the syntax of Kubernetes: `app=checkout,tier!=web`. */
  labelSelector?: string;
  fieldSelector?: string;
}

/**
 * What every change takes.
 *
 * @public
 */
export interface ChangeOptions extends ClusterClientOptions {
  /** Has the API server work everything out and check it, and keep nothing. */
  dryRun?: boolean;
}

/**
 * What has to be so for a change to be made. The API server refuses it otherwise, and the call fails as `conflict`.
 *
 * @public
 */
export interface Preconditions {
  uid?: string;
  resourceVersion?: string;
}

/**
 * One operation of a JSON patch (RFC 6902).
 *
 * @public
 */
export interface JsonPatchOperation {
  op: 'add' | 'remove' | 'replace' | 'test';
  path: string;
  value?: unknown;
}

/**
 * One port of a Service.
 *
 * @public
 */
export interface ServicePortRef {
  namespace: string;
  name: string;
  port: number;
}

/**
 * What became of an attempt to connect.
 *
 * @public
 */
export interface ConnectionAttempt {
  isConnected: boolean;
  /** What answered, or why nothing did, in words. */
  message: string;
}

/**
 * Changes one cluster, and reads from it what memory may not have yet: the *act* side of a cluster, for the operations
 * plugin alone.
 *
 * @remarks
 *
 * Every method fails with a {@link ClusterRequestError}, whose `failure` says whether another attempt may go better.
 * Changes are made under the field manager `groundcrew`.
 *
 * @public
 */
export interface ClusterClient {
  /** Undefined when there is no such object. */
  get(
    ref: LocalRef,
    options?: ClusterClientOptions,
  ): Promise<LiveObject | undefined>;
  /** All pages of a list. */
  list(
    kind: string,
    query?: LiveListQuery,
    options?: ClusterClientOptions,
  ): Promise<LiveObject[]>;
  /**
   * Changes fields of an object.
   *
   * @param patch - an array is a JSON patch, anything else a JSON merge patch (RFC 7386), which replaces lists as a whole
   * @returns the object as it is then, or as it would be in a dry run
   */
  patch(
    ref: LocalRef,
    patch: object | readonly JsonPatchOperation[],
    options?: ChangeOptions & Preconditions,
  ): Promise<LiveObject>;
  create(object: object, options?: ChangeOptions): Promise<LiveObject>;
  /** Returns `gone` when there was no such object any more. */
  delete(
    ref: LocalRef,
    options?: ChangeOptions &
      Preconditions & {
        gracePeriodSeconds?: number;
        propagationPolicy?: 'Background' | 'Foreground' | 'Orphan';
      },
  ): Promise<'deleted' | 'gone'>;
  /**
   * Asks for a pod to go, as far as disruption budgets let it. While they do not, the call fails as `throttled`, with
   * what the API server says of the budget as its message.
   */
  evict(
    ref: LocalRef,
    options?: ChangeOptions & Preconditions & { gracePeriodSeconds?: number },
  ): Promise<'evicted' | 'gone'>;
  /**
   * Has the API server connect to a Service, as a client in the cluster would, and ask it for `/` over HTTP. Whatever answers is
   * an answer, also one that is not HTTP or tells of an error. Takes the right to `get` `services/proxy`.
   *
   * @remarks
   *
   * Fails as `timeout` where the connection is neither refused nor answered in time: nobody knows then.
   */
  connect(
    service: ServicePortRef,
    options?: ClusterClientOptions,
  ): Promise<ConnectionAttempt>;
}
