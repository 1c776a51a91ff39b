import type { ObjectOf } from '@groundcrew/plugin-clusters-node';
import {
  createDetector,
  type DetectorContext,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';
import { asList } from '../../kubernetes/asList';
import { loggedBy, seenIn } from '../../kubernetes/evidence';
import { refOf, workloadOf, workloadOfService } from '../../topology';
import { backendOf } from './backend';
import { reachabilityOf } from './complaints';
import { judgePort } from './judgePort';

/** A Service sends requests to a port on which nobody listens, or with another protocol than the one spoken there. */
export const servicePorts = createDetector({
  id: 'service-ports',
  title: 'Services whose ports lead nowhere',
  faults: [
    {
      id: 'service-port-mismatch',
      category: 'routing',
      title: 'The Service sends to a port on which nobody listens',
    },
    {
      id: 'service-protocol-mismatch',
      category: 'routing',
      title: 'The Service forwards another protocol than its pods speak',
    },
  ],
  subjects: ['Service'],

  *detect(service, context) {
    const { ports, selector, type } = service.spec ?? {};
    if (type === 'ExternalName' || Object.keys(selector ?? {}).length === 0) {
      return;
    }
    const backend = backendOf(context.store, service);
    if (!backend) {
      return;
    }
    for (const [index, port] of asList(ports).entries()) {
      yield* findingsOfPort(service, { ...backend, port, index }, context);
    }
  },
});

type Backend = NonNullable<ReturnType<typeof backendOf>>;
type ServicePort = NonNullable<
  NonNullable<ObjectOf<'Service'>['spec']>['ports']
>[number];

function* findingsOfPort(
  service: ObjectOf<'Service'>,
  { index, port, ...backend }: Backend & { port: ServicePort; index: number },
  context: DetectorContext,
): Iterable<FindingDraft> {
  const judged = judgePort({
    target: port.targetPort ?? port.port,
    protocol: port.protocol ?? 'TCP',
    containers: backend.containers,
    isReady: backend.isReady,
    reachability: options => reachabilityOf(context, service, options),
  });
  if (!judged) {
    return;
  }
  const { complaint, confidence, fault, reason } = judged;
  const workload = backend.pod
    ? workloadOf(context.store, backend.pod)
    : workloadOfService(context.store, service);
  const target = `${port.targetPort ?? port.port}/${port.protocol ?? 'TCP'}`;
  yield {
    fault,
    object: refOf(service),
    message: `Port ${port.port} of Service '${service.metadata?.name}' leads to ${target} of its pods, ${reason}.`,
    confidence,
    explains: workload ? [refOf(workload)] : [],
    evidence: [
      seenIn(service, `spec.ports[${index}]`, `It sends to ${target}.`),
      ...(workload
        ? [
            seenIn(
              workload,
              'spec.template.spec.containers',
              `Its containers declare ${backend.inWords}.`,
            ),
          ]
        : []),
      ...(complaint
        ? [loggedBy(complaint.pod, complaint.container, complaint.line)]
        : []),
    ],
  };
}
