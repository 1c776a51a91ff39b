import type { ChangeKind } from '@groundcrew/plugin-faults-common';

/** Who has written something else than the status of an object, and when last. */
export interface Writer {
  manager: string;
  /** Empty for the object itself. */
  subresource: string;
  /** Milliseconds since 1970. */
  at: number;
  ownsReplicas: boolean;
  /** Whether it owns anything besides labels, annotations and the like. */
  ownsContent: boolean;
}

/** What is remembered of an object: enough to tell what changed of it, and never a value of configuration. */
export interface ObjectDigest {
  kind: string;
  namespace: string | undefined;
  name: string;
  uid: string;
  resourceVersion: string;
  /** Counts the changes of what is wanted of it; undefined where nobody counts. */
  generation: number | undefined;
  /** What sort of change it is that it comes or goes. */
  change: ChangeKind;
  /** Milliseconds since 1970. */
  createdAt: number | undefined;
  facts: Readonly<Record<string, string>>;
  /** When some of the facts became so, in milliseconds since 1970, where the object itself says so. */
  times: Readonly<Record<string, number>>;
  writers: readonly Writer[];
  /** The operation that changed it last. */
  operationId: string | undefined;
  /** Who asked Argo CD for the last sync. */
  syncedBy: string | undefined;
}
