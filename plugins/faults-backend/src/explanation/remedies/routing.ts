import { labelsInWords } from '../../changes/facts/json';
import { templateOf } from '../../topology';
import { rollBack } from './rollBack';
import {
  all,
  byHand,
  inShort,
  quotedIn,
  whereIs,
  type Remedies,
  type RemedyContext,
} from './Remedy';

const theObject = ({ finding }: RemedyContext) => inShort(finding.object);
const ADDRESS = /^(?:env|volume) /;

/** The labels of the pods that a Service is meant for, where that is known. */
function meantLabels({ finding, store }: RemedyContext): string {
  const [workload] = finding.explains;
  const object =
    workload &&
    store.get(workload.kind, {
      namespace: workload.namespace,
      name: workload.name,
    });
  return object ? labelsInWords(templateOf(object).metadata?.labels) : '';
}

/** What may be done about requests that do not arrive. */
export const routingRemedies: Remedies = {
  'service-missing': byHand(
    ({ finding }) =>
      `Create ${inShort(finding.object)}${whereIs(
        finding.object,
      )}, or take it out of the configuration of those who call it`,
    ({ finding }) =>
      finding.explains.length > 0
        ? `Nothing leads to ${inShort(finding.explains[0])} without it.`
        : 'Those who call it get no answer.',
  ),
  'service-selector-mismatch': all(context => {
    const labels = meantLabels(context);
    return [
      {
        title: labels
          ? `Let ${theObject(
              context,
            )} select what its pods have: ${labels.slice(0, 200)}`
          : `Correct the selector of ${theObject(context)}`,
        why: 'It selects no pod as it is, so no request arrives.',
      },
    ];
  }),
  'service-without-endpoints': byHand(
    context => `Find out why no pod behind ${theObject(context)} is ready`,
    () => 'It leads to them again by itself as soon as one is.',
    'nothing',
  ),
  'service-port-mismatch': byHand(
    context =>
      `Let \`targetPort\` of ${theObject(
        context,
      )} be a port on which its pods listen`,
    said,
  ),
  'service-protocol-mismatch': byHand(
    context =>
      `Let the port of ${theObject(
        context,
      )} have the protocol that its pods speak`,
    said,
  ),
  'address-of-no-service': all(
    rollBack(ADDRESS),
    byHand(
      context => {
        const near = /there is '([^']{1,253})'/.exec(
          context.finding.message,
        )?.[1];
        return `Correct variable ${quotedIn(context)} of ${theObject(context)}${
          near
            ? `: there is a Service ${near}`
            : ', or create the Service that it names'
        }`;
      },
      () => 'No Service has the name that it gives.',
    ),
  ),
  'address-of-no-port': all(
    rollBack(ADDRESS),
    byHand(
      context =>
        `Correct the port in variable ${quotedIn(context)} of ${theObject(
          context,
        )}`,
      said,
    ),
  ),
  'dns-without-nameservers': all(
    rollBack(/dnsPolicy$|dnsConfig$/),
    byHand(
      context =>
        `Name a nameserver in \`dnsConfig\` of ${theObject(
          context,
        )}, or leave \`dnsPolicy\` out`,
      () => 'No name resolves without one.',
    ),
  ),
  'dns-bypasses-cluster': all(
    rollBack(/dnsPolicy$|hostNetwork$/),
    byHand(
      context =>
        `Let ${theObject(
          context,
        )} ask the nameservers of the cluster: \`dnsPolicy\` ClusterFirst, or ClusterFirstWithHostNet beside \`hostNetwork\``,
      () => 'Those of the node do not know Services.',
    ),
  ),
  'ingress-service-missing': byHand(
    context =>
      `Create Service ${quotedIn(context, 1)}${whereIs(
        context.finding.object,
      )}, or let ${theObject(context)} lead elsewhere`,
    () => 'Requests for it are answered with an error.',
  ),
  'ingress-port-missing': byHand(
    context =>
      `Let ${theObject(context)} name a port that Service ${quotedIn(
        context,
        1,
      )} has`,
    () => 'Requests for it are answered with an error.',
  ),
  'ingress-certificate-missing': byHand(
    context =>
      `Create Secret ${quotedIn(context)}${whereIs(
        context.finding.object,
      )}, or look at what should issue the certificate`,
    context =>
      `Without it ${theObject(
        context,
      )} is served with another certificate, which clients refuse.`,
    'nothing',
  ),
  'ingress-class-missing': byHand(
    context =>
      `Name an IngressClass in ${theObject(
        context,
      )} that exists, or install the controller that it is meant for`,
    () => 'No controller takes it up as it is, so no request arrives by it.',
  ),
  'certificate-expired': byHand(
    context =>
      `Look at why cert-manager has not renewed ${theObject(
        context,
      )}, beginning with its CertificateRequest and its issuer`,
    () => 'Clients refuse a certificate that has expired.',
    'nothing',
  ),
  'certificate-not-renewed': byHand(
    context =>
      `Look at why cert-manager does not renew ${theObject(
        context,
      )}, beginning with its CertificateRequest and its issuer`,
    said,
    'nothing',
  ),
  'certificate-not-issued': byHand(
    context =>
      `Look at why the issuer of ${theObject(
        context,
      )} does not issue it, beginning with its CertificateRequest and Order`,
    () => 'What is served with it has no certificate that clients accept.',
    'nothing',
  ),
  'network-policy-selects-nothing': byHand(
    context => `Correct the selector of ${theObject(context)}, or delete it`,
    () => 'It has no effect as it is.',
  ),
  'network-policy-denies-all': byHand(
    context =>
      `Let a network policy allow those who call ${
        context.finding.explains
          .map(({ name }) => name)
          .slice(0, 3)
          .join(', ') || 'them'
      }, beside ${theObject(context)}`,
    () => 'What no policy allows is denied to pods that one selects.',
  ),
};

/** What the finding says of the object, which is why. */
function said({ finding }: RemedyContext): string {
  const { message, title } = finding;
  return message.length > 300
    ? `${message.slice(0, 299)}…`
    : message || `${title}.`;
}
