import { WORKLOAD_KINDS } from '@groundcrew/plugin-clusters-common';
import type {
  KubernetesObject,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import type { EvidenceDraft } from '@groundcrew/plugin-faults-node';
import type { EvidenceReader } from '@groundcrew/plugin-faults-node';
import {
  addressesOf,
  refOf,
  selects,
  serviceNameOf,
  templateOf,
} from '../topology';
import { asList } from './asList';

/** A Service that somebody wants, and that does not exist. */
export interface WantedService {
  name: string;
  /** The workload that it would lead to. */
  workload: KubernetesObject;
  /** Whether an address with a port says so, or traffic: a mere name may mean something else. */
  isCertain: boolean;
  evidence: EvidenceDraft;
}

/** The Services that a workload calls by its configuration or by what is known of traffic, and that do not exist though the workloads do. */
export function wantedServices(
  store: ObjectStore,
  evidence: EvidenceReader,
  caller: KubernetesObject,
): WantedService[] {
  const { name: own = '', namespace = '' } = caller.metadata ?? {};
  const wanted = new Map<string, WantedService>();
  const want = (name: string, isCertain: boolean, reason: EvidenceDraft) => {
    const known = wanted.get(name);
    if (known && (known.isCertain || !isCertain)) {
      return;
    }
    const workload =
      name === own || store.has('Service', { namespace, name })
        ? undefined
        : workloadNamed(store, namespace, name);
    if (workload) {
      wanted.set(name, { name, workload, isCertain, evidence: reason });
    }
  };

  for (const { host, port, variable } of addressesOf(store, caller)) {
    const name = serviceNameOf(host, namespace);
    if (name) {
      want(name, port !== undefined, {
        source: 'object',
        message: `The environment variable ${variable} names it`,
        object: refOf(caller),
        field: 'spec.template.spec.containers[*].env',
      });
    }
  }
  for (const name of evidence.callsOf({ namespace, name: own }) ?? []) {
    want(name, true, {
      source: 'dependency',
      message: `${own} calls ${name}`,
      object: refOf(caller),
    });
  }
  return [...wanted.values()].filter(
    ({ workload }) => !hasAnotherService(store, namespace, workload),
  );
}

/** The workload of a name, whatever its kind. */
export function workloadNamed(
  store: ObjectStore,
  namespace: string,
  name: string,
): KubernetesObject | undefined {
  // By name rather than from a list: only what has that name is of interest when it changes.
  return WORKLOAD_KINDS.map(kind => store.get(kind, { namespace, name })).find(
    workload => workload !== undefined,
  ) as KubernetesObject | undefined;
}

/** It may be known by another name than its own; whether callers know that name is another question. */
function hasAnotherService(
  store: ObjectStore,
  namespace: string,
  workload: KubernetesObject,
): boolean {
  const { metadata, spec } = templateOf(workload);
  const listens = asList(spec?.containers).some(
    ({ ports }) => asList(ports).length > 0,
  );
  return (
    listens &&
    store
      .list('Service', { namespace })
      .some(service => selects(service, metadata?.labels))
  );
}
