import {
  matchesLabels,
  parseLabelSelector,
  type KubernetesObject,
  type ObjectOf,
  type ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import type { EvidenceReader } from '@groundcrew/plugin-faults-node';
import { addressesOf, serviceNameOf } from './addresses';
import { templateOf, workloadsIn } from './workloads';

/** Whether a Service selects what carries these labels. One without a selector selects nothing. */
export function selects(
  { spec }: ObjectOf<'Service'>,
  labels: Record<string, string> | undefined,
): boolean {
  const matchLabels = spec?.selector ?? {};
  return (
    Object.keys(matchLabels).length > 0 &&
    matchesLabels(parseLabelSelector({ matchLabels }), labels)
  );
}

/**
 * The workload that a Service is meant for: the one that it selects; else the one of its name; else the one whose
 * labels are most like its selector. By templates rather than pods, which may be missing for another reason.
 */
export function workloadOfService(
  store: ObjectStore,
  service: ObjectOf<'Service'>,
): KubernetesObject | undefined {
  const { name, namespace = '' } = service.metadata ?? {};
  const workloads = workloadsIn(store, namespace);
  const selected = workloads.filter(workload =>
    selects(service, templateOf(workload).metadata?.labels),
  );
  if (selected.length === 1) {
    return selected[0];
  }
  return (
    workloads.find(({ metadata }) => metadata?.name === name) ??
    mostAlike(workloads, service.spec?.selector ?? {}) ??
    selected[0]
  );
}

/** Names of the workloads in its namespace that one needs: by its configuration, by what is known of traffic, and by the catalog. */
export function callsOf(
  store: ObjectStore,
  evidence: EvidenceReader,
  workload: KubernetesObject,
): Set<string> {
  const { name = '', namespace = '' } = workload.metadata ?? {};
  const called = new Set([
    ...(evidence.callsOf({ namespace, name }) ?? []),
    ...(evidence.dependenciesOf({ namespace, name }) ?? []),
  ]);
  for (const { host } of addressesOf(store, workload)) {
    const serviceName = serviceNameOf(host, namespace);
    const service = serviceName
      ? store.get('Service', { namespace, name: serviceName })
      : undefined;
    const callee = service && workloadOfService(store, service);
    if (callee?.metadata?.name) {
      called.add(callee.metadata.name);
    }
  }
  called.delete(name);
  return called;
}

function mostAlike(
  workloads: KubernetesObject[],
  selector: Record<string, string>,
): KubernetesObject | undefined {
  const [best] = workloads
    .map(workload => ({ workload, score: likeness(workload, selector) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  return best?.workload;
}

/** One for each label that is the same, and half for each value that is, whatever its label and spelling. */
function likeness(
  workload: KubernetesObject,
  selector: Record<string, string>,
): number {
  const labels = templateOf(workload).metadata?.labels ?? {};
  const same = Object.entries(selector).filter(
    ([key, value]) => labels[key] === value,
  );
  const values = new Set(Object.values(labels).map(plain));
  const alike = Object.values(selector).filter(value =>
    values.has(plain(value)),
  );
  return same.length + alike.length / 2;
}

function plain(value: string): string {
  return String(value)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
