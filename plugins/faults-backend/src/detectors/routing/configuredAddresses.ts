import type {
  KubernetesObject,
  ObjectOf,
} from '@groundcrew/plugin-clusters-node';
import {
  createDetector,
  type DetectorContext,
  type EvidenceDraft,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';
import { asList } from '../../kubernetes/asList';
import { loggedBy, seenIn } from '../../kubernetes/evidence';
import { areSimilar } from '../../kubernetes/similarNames';
import {
  addressesOf,
  isReady,
  podsOf,
  refOf,
  serviceNameOf,
  workloadsIn,
  type ConfiguredAddress,
} from '../../topology';
import { lastLineOf, names, type LoggedLine } from './complaints';

/** The configuration of a workload names a Service, or a port of one, that does not exist. */
export const configuredAddresses = createDetector({
  id: 'configured-addresses',
  title: 'Configured addresses that lead nowhere',
  faults: [
    {
      id: 'address-of-no-service',
      category: 'routing',
      title: 'Its configuration names a Service that does not exist',
    },
    {
      id: 'address-of-no-port',
      category: 'routing',
      title: 'Its configuration names a port that the Service does not have',
    },
  ],
  subjects: ['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob'],

  *detect(workload, context) {
    const { namespace = '' } = workload.metadata ?? {};
    for (const address of addressesOf(context.store, workload)) {
      const name = serviceNameOf(address.host, namespace);
      if (name === undefined || name === 'localhost') {
        continue;
      }
      const service = context.store.get('Service', { namespace, name });
      const finding = service
        ? noSuchPort(workload, address, service, context)
        : noSuchService(workload, address, name, context);
      if (finding) {
        yield finding;
      }
    }
  },
});

function noSuchPort(
  workload: KubernetesObject,
  address: ConfiguredAddress,
  service: ObjectOf<'Service'>,
  context: DetectorContext,
): FindingDraft | undefined {
  const { port } = address;
  const { clusterIP, ports, type } = service.spec ?? {};
  const offered = asList(ports).map(offer => offer.port);
  // Without an address of its own, a Service leads straight to its pods, at any of their ports.
  const isDirect = type === 'ExternalName' || clusterIP === 'None';
  if (port === undefined || isDirect || offered.includes(port)) {
    return undefined;
  }
  const places = [address.host, clusterIP ?? ''].filter(Boolean);
  const complaint = lastLineOf(context, workload, line =>
    places.some(host => names(line, [`${host}:${port}`])),
  );
  return {
    fault: 'address-of-no-port',
    object: refOf(workload),
    message: `Variable '${address.variable}' of container '${
      address.container
    }' names a port that Service '${service.metadata?.name}' does not have${
      offered.length > 0 ? `: it has ${offered.join(', ')}` : ''
    }.`,
    confidence: complaint ? 0.96 : withoutComplaint(workload, context),
    evidence: [
      configuredIn(workload, address),
      seenIn(service, 'spec.ports', `It has port ${offered.join(', ')}.`),
      ...quote(complaint),
    ],
  };
}

/** Who runs well although an address is wrong may not need it: that is worth to mend, and no cause of anything. */
function withoutComplaint(
  workload: KubernetesObject,
  { store }: DetectorContext,
): number {
  const pods = podsOf(store, workload);
  return pods.length > 0 && pods.every(isReady) ? 0.5 : 0.88;
}

function noSuchService(
  workload: KubernetesObject,
  address: ConfiguredAddress,
  name: string,
  context: DetectorContext,
): FindingDraft | undefined {
  const { namespace = '' } = workload.metadata ?? {};
  const others = workloadsIn(context.store, namespace);
  if (others.some(({ metadata }) => metadata?.name === name)) {
    // The name is right then, and the Service is missing.
    return undefined;
  }
  const near = context.store
    .list('Service', { namespace })
    .find(({ metadata }) => areSimilar(name, metadata?.name ?? ''));
  const complaint = lastLineOf(context, workload, line =>
    names(line, [address.host]),
  );
  if (!near && !complaint) {
    // It may be outside the cluster, or not needed: who runs well without it proves nothing.
    return undefined;
  }
  const told = complaint
    ? 0.8
    : Math.min(0.7, withoutComplaint(workload, context));
  return {
    fault: 'address-of-no-service',
    object: refOf(workload),
    message: `Variable '${address.variable}' of container '${
      address.container
    }' names Service '${name}', which does not exist${
      near ? `; there is '${near.metadata?.name}'` : ''
    }.`,
    confidence: near && complaint ? 0.96 : told,
    evidence: [configuredIn(workload, address), ...quote(complaint)],
  };
}

function configuredIn(
  workload: KubernetesObject,
  { container, host, port, variable }: ConfiguredAddress,
): EvidenceDraft {
  return {
    ...seenIn(
      workload,
      'spec.template.spec.containers',
      `${variable} of container '${container}' is an address at ${host}${
        port === undefined ? '' : `:${port}`
      }.`,
    ),
    revealsConfiguration: true,
  };
}

function quote(complaint: LoggedLine | undefined): EvidenceDraft[] {
  return complaint
    ? [loggedBy(complaint.pod, complaint.container, complaint.line)]
    : [];
}
