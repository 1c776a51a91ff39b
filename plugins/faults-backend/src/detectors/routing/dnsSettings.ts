import type { KubernetesObject } from '@groundcrew/plugin-clusters-node';
import {
  createDetector,
  type DetectorContext,
} from '@groundcrew/plugin-faults-node';
import type { PodSpec } from 'kubernetes-types/core/v1';
import { asList } from '../../kubernetes/asList';
import { NAME_UNRESOLVED } from '../../kubernetes/errors';
import { loggedBy, seenIn } from '../../kubernetes/evidence';
import {
  addressesOf,
  refOf,
  serviceNameOf,
  templateOf,
  type ConfiguredAddress,
} from '../../topology';
import { lastLineOf, names } from './complaints';

/** The DNS settings of a workload cannot resolve the names that it needs. */
export const dnsSettings = createDetector({
  id: 'dns-settings',
  title: 'DNS settings that cannot resolve',
  faults: [
    {
      id: 'dns-without-nameservers',
      category: 'configuration',
      title: 'It has no nameserver to ask',
    },
    {
      id: 'dns-bypasses-cluster',
      category: 'configuration',
      title: 'It asks nameservers that do not know the Services it needs',
    },
  ],
  subjects: ['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob'],

  *detect(workload, context) {
    const { spec } = templateOf(workload);
    const { name } = workload.metadata ?? {};
    const nameservers = asList(spec?.dnsConfig?.nameservers);
    if (spec?.dnsPolicy === 'None' && nameservers.length === 0) {
      yield {
        fault: 'dns-without-nameservers',
        object: refOf(workload),
        message: `${workload.kind} '${name}' has dnsPolicy 'None' and names no nameserver: no name resolves.`,
        confidence: 0.9,
        evidence: [
          seenIn(workload, 'spec.template.spec.dnsConfig', 'No nameservers.'),
        ],
      };
      return;
    }
    const reason = bypassOf(spec);
    const needed = reason && serviceNeeded(workload, context);
    if (reason && needed) {
      const complaint = lastLineOf(
        context,
        workload,
        line => NAME_UNRESOLVED.test(line) && names(line, [needed.host]),
      );
      yield {
        fault: 'dns-bypasses-cluster',
        object: refOf(workload),
        message: `${workload.kind} '${name}' asks the nameservers of its node, which do not know the Service that variable '${needed.variable}' names.`,
        confidence: complaint ? 0.93 : 0.6,
        evidence: [
          seenIn(workload, 'spec.template.spec.dnsPolicy', reason),
          ...(complaint
            ? [loggedBy(complaint.pod, complaint.container, complaint.line)]
            : []),
        ],
      };
    }
  },
});

/** Why a pod would ask its node's nameservers; undefined when it asks the cluster's, or such as it names itself. */
function bypassOf(spec: PodSpec | undefined): string | undefined {
  if (asList(spec?.dnsConfig?.nameservers).length > 0) {
    return undefined;
  }
  if (spec?.dnsPolicy === 'Default') {
    return "dnsPolicy 'Default' takes over the nameservers of the node.";
  }
  return spec?.hostNetwork &&
    (spec.dnsPolicy ?? 'ClusterFirst') === 'ClusterFirst'
    ? "With hostNetwork, dnsPolicy 'ClusterFirst' works like 'Default'; 'ClusterFirstWithHostNet' asks the cluster."
    : undefined;
}

/** An address in its configuration that is a Service, and is named rather than numbered. */
function serviceNeeded(
  workload: KubernetesObject,
  { store }: DetectorContext,
): ConfiguredAddress | undefined {
  const { namespace = '' } = workload.metadata ?? {};
  return addressesOf(store, workload).find(({ host }) => {
    const name = serviceNameOf(host, namespace);
    return name !== undefined && store.has('Service', { namespace, name });
  });
}
