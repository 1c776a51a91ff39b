import type { ObjectOf } from '@groundcrew/plugin-clusters-node';
import {
  createDetector,
  type DetectorContext,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';
import type { IngressBackend } from 'kubernetes-types/networking/v1';
import { asList } from '../../kubernetes/asList';
import { asText } from '../../kubernetes/asText';
import { seenIn } from '../../kubernetes/evidence';
import { inWords } from '../../kubernetes/inWords';
import { MINUTE, timeOf } from '../../kubernetes/times';
import { refOf } from '../../topology';

type Ingress = ObjectOf<'Ingress'>;

/** Its class often comes just after it, with the controller that serves it. */
const SETTLING_MS = MINUTE;

/** An Ingress leads to a Service, a port or a certificate that does not exist. */
export const ingresses = createDetector({
  id: 'ingresses',
  title: 'Ingresses that lead nowhere',
  faults: [
    {
      id: 'ingress-service-missing',
      category: 'routing',
      title: 'The Ingress leads to a Service that does not exist',
    },
    {
      id: 'ingress-port-missing',
      category: 'routing',
      title: 'The Ingress leads to a port that the Service does not have',
    },
    {
      id: 'ingress-certificate-missing',
      category: 'routing',
      title: 'The certificate of the Ingress does not exist',
    },
    {
      id: 'ingress-class-missing',
      category: 'routing',
      title: 'The class of the Ingress does not exist',
    },
  ],
  subjects: ['Ingress'],

  *detect(ingress, context) {
    const seen = new Set<string>();
    for (const { backend, field, host } of backendsOf(ingress)) {
      const { name, port } = backend?.service ?? {};
      const key = `${name}:${port?.name ?? port?.number}`;
      if (name && !seen.has(key)) {
        seen.add(key);
        yield* judgeBackend(ingress, { name, port, field, host }, context);
      }
    }
    yield* certificatesOf(ingress, context);
    yield* classOf(ingress, context);
  },
});

function backendsOf({ spec }: Ingress): {
  backend?: IngressBackend;
  field: string;
  host: string;
}[] {
  return [
    { backend: spec?.defaultBackend, field: 'spec.defaultBackend', host: '*' },
    ...asList(spec?.rules).flatMap(({ host = '*', http }, index) =>
      asList(http?.paths).map(({ backend }) => ({
        backend,
        field: `spec.rules[${index}]`,
        host,
      })),
    ),
  ];
}

function* judgeBackend(
  ingress: Ingress,
  to: {
    name: string;
    port?: { name?: string; number?: number };
    field: string;
    host: string;
  },
  { store }: DetectorContext,
): Iterable<FindingDraft> {
  const { name: ingressName, namespace } = ingress.metadata ?? {};
  const service = store.get('Service', { namespace, name: to.name });
  const port = to.port?.name ?? to.port?.number;
  const evidence = seenIn(
    ingress,
    to.field,
    `Requests for ${to.host} go to Service '${to.name}', port ${port ?? '?'}.`,
  );
  if (!service) {
    yield {
      fault: 'ingress-service-missing',
      object: refOf(ingress),
      message: `Ingress '${ingressName}' leads to Service '${to.name}', which does not exist.`,
      confidence: 0.85,
      // Where an application is taken away, the one may go just before the other.
      isLasting: false,
      evidence: [evidence],
    };
    return;
  }
  const ports = asList(service.spec?.ports);
  const hasPort = ports.some(
    offer => offer.port === port || offer.name === port,
  );
  if (port !== undefined && !hasPort) {
    yield {
      fault: 'ingress-port-missing',
      object: refOf(ingress),
      message: `Ingress '${ingressName}' leads to port ${port} of Service '${to.name}', which does not have it.`,
      confidence: 0.85,
      evidence: [
        evidence,
        seenIn(
          service,
          'spec.ports',
          `It has port ${
            ports
              .map(
                offer => `${offer.port}${offer.name ? ` (${offer.name})` : ''}`,
              )
              .join(', ') || 'none'
          }.`,
        ),
      ],
    };
  }
}

function* certificatesOf(
  ingress: Ingress,
  { store }: DetectorContext,
): Iterable<FindingDraft> {
  const { name: ingressName, namespace } = ingress.metadata ?? {};
  for (const [index, { hosts, secretName }] of asList(
    ingress.spec?.tls,
  ).entries()) {
    if (secretName && !store.has('Secret', { namespace, name: secretName })) {
      yield {
        fault: 'ingress-certificate-missing',
        object: refOf(ingress),
        message: `Secret '${secretName}' with the certificate of Ingress '${ingressName}' does not exist.`,
        confidence: 0.7,
        evidence: [
          seenIn(
            ingress,
            `spec.tls[${index}]`,
            `It serves ${asList(hosts).join(', ') || 'all hosts'}.`,
          ),
        ],
      };
    }
  }
}

/** A controller serves those of its class: one that nobody has heard of is nobody's. */
function* classOf(
  ingress: Ingress,
  { lookAgainAt, now, store }: DetectorContext,
): Iterable<FindingDraft> {
  const { creationTimestamp, name: ingressName } = ingress.metadata ?? {};
  const name = asText(ingress.spec?.ingressClassName);
  if (name === '' || store.has('IngressClass', { name })) {
    return;
  }
  const settledAt = (timeOf(creationTimestamp) ?? 0) + SETTLING_MS;
  if (settledAt > now) {
    lookAgainAt(settledAt);
    return;
  }
  const classes = store
    .list('IngressClass')
    .map(({ metadata }) => `'${metadata?.name}'`);
  yield {
    fault: 'ingress-class-missing',
    object: refOf(ingress),
    message: `Ingress '${ingressName}' asks for the class '${name}', which does not exist: nobody serves it.`,
    confidence: 0.85,
    evidence: [
      seenIn(
        ingress,
        'spec.ingressClassName',
        `There ${classes.length === 1 ? 'is' : 'are'} ${
          inWords(classes) || 'no classes'
        }.`,
      ),
    ],
  };
}
