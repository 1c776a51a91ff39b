import type { ClusterDetail, ClusterList } from '../clusters';
import type {
  EventList,
  LogQuery,
  ObjectQuery,
  ObjectView,
} from '../objectViews';
import type {
  ConnectionTestInput,
  ConnectionTestResult,
  Registration,
  RegistrationInput,
  RegistrationList,
} from '../registration';

/**
 * What every call takes.
 *
 * @public
 */
export interface RequestOptions {
  /** Ends the request when it is aborted. */
  signal?: AbortSignal;
}

/**
 * Which log is asked for, and how much of it. What is left out takes the defaults of `logQuerySchema`.
 *
 * @public
 */
export interface LogOptions extends Partial<LogQuery>, RequestOptions {
  cluster: string;
  namespace: string;
  pod: string;
}

/**
 * What the clusters backend answers to people. Every call rejects with a `ResponseError` that says what to do.
 *
 * @public
 */
export interface ClustersApi {
  /** The clusters that the caller may see. */
  listClusters(options?: RequestOptions): Promise<ClusterList>;
  getCluster(cluster: string, options?: RequestOptions): Promise<ClusterDetail>;
  getObject(
    cluster: string,
    query: ObjectQuery,
    options?: RequestOptions,
  ): Promise<ObjectView>;
  /** The events of an object and of what it owns, newest first. */
  listEvents(
    cluster: string,
    query: ObjectQuery,
    options?: RequestOptions,
  ): Promise<EventList>;
  /**
   * The log of a container as UTF-8 text, while it arrives. A line that starts with `LOG_END_MARKER` says, as the last
   * one, why the log ended before its container did.
   */
  openLog(options: LogOptions): Promise<ReadableStream<Uint8Array>>;
  /** Tries a connection without keeping anything of it. */
  testConnection(
    input: ConnectionTestInput,
    options?: RequestOptions,
  ): Promise<ConnectionTestResult>;
  /** Tests a connection and keeps it. Rejects when the test does. */
  register(
    input: RegistrationInput,
    options?: RequestOptions,
  ): Promise<Registration>;
  listRegistrations(options?: RequestOptions): Promise<RegistrationList>;
  removeRegistration(name: string, options?: RequestOptions): Promise<void>;
  /** The least that Groundcrew needs in a cluster, as YAML for `kubectl apply`. */
  getRbacManifest(
    query?: { namespace?: string },
    options?: RequestOptions,
  ): Promise<string>;
}
