import type {
  CustomObject,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import {
  createDetector,
  type DetectorContext,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';
import { asList } from '../../kubernetes/asList';
import { asText } from '../../kubernetes/asText';
import { conditionOf } from '../../kubernetes/conditions';
import { seenIn } from '../../kubernetes/evidence';
import { DAY, HOUR, MINUTE, timeOf } from '../../kubernetes/times';
import { refOf } from '../../topology';

/** Somebody else has to look first whether the name is ours: that takes minutes. */
const ISSUING_MS = 15 * MINUTE;
/** cert-manager renews at once when it is time, and tries again within the hour. */
const RENEWING_MS = 2 * HOUR;

interface Status {
  notAfter?: unknown;
  renewalTime?: unknown;
}

/** A certificate of cert-manager that is not issued, not renewed, or has expired. */
export const certificates = createDetector({
  id: 'certificates',
  title: 'Certificates that expire, or are not issued',
  faults: [
    {
      id: 'certificate-expired',
      category: 'routing',
      title: 'The certificate has expired',
    },
    {
      id: 'certificate-not-renewed',
      category: 'routing',
      title: 'The certificate is not renewed in time',
    },
    {
      id: 'certificate-not-issued',
      category: 'routing',
      title: 'The certificate is not issued',
    },
  ],
  subjects: ['Certificate'],

  detect(certificate, context): FindingDraft[] {
    const { now } = context;
    const status = (certificate.status ?? {}) as Status;
    const notAfter = timeOf(status.notAfter);
    const renewalTime = timeOf(status.renewalTime);
    if (notAfter !== undefined && notAfter <= now) {
      return [
        finding(certificate, context.store, {
          fault: 'certificate-expired',
          message: `has expired at ${asText(status.notAfter)}.`,
          confidence: 0.9,
        }),
      ];
    }
    if (notAfter !== undefined) {
      const lateAt = Math.min(
        (renewalTime ?? notAfter) + RENEWING_MS,
        notAfter,
      );
      lookNext(context, lateAt, notAfter - DAY, notAfter);
      return now < lateAt
        ? []
        : [
            finding(certificate, context.store, {
              fault: 'certificate-not-renewed',
              message: `should have been renewed, and expires at ${asText(
                status.notAfter,
              )}.`,
              // Until then nothing suffers.
              confidence: notAfter - now < DAY ? 0.65 : 0.55,
            }),
          ];
    }
    return neverIssued(certificate, context);
  },
});

function neverIssued(
  certificate: CustomObject,
  context: DetectorContext,
): FindingDraft[] {
  const ready = conditionOf(certificate, 'Ready');
  if (ready?.status === 'True') {
    return [];
  }
  const since =
    timeOf(ready?.lastTransitionTime) ??
    timeOf(certificate.metadata?.creationTimestamp) ??
    context.now;
  if (context.now < since + ISSUING_MS) {
    lookNext(context, since + ISSUING_MS);
    return [];
  }
  return [
    finding(certificate, context.store, {
      fault: 'certificate-not-issued',
      message: 'is not issued.',
      confidence: 0.7,
    }),
  ];
}

function lookNext(
  { lookAgainAt, now }: DetectorContext,
  ...times: number[]
): void {
  const next = Math.min(...times.filter(time => time > now));
  if (next !== Infinity) {
    lookAgainAt(next);
  }
}

function finding(
  certificate: CustomObject,
  store: ObjectStore,
  draft: Pick<FindingDraft, 'confidence' | 'fault' | 'message'>,
): FindingDraft {
  const { name, namespace } = certificate.metadata ?? {};
  const secretName = asText(certificate.spec?.secretName);
  const said = ['Ready', 'Issuing'].flatMap(type => {
    const condition = conditionOf(certificate, type);
    return condition
      ? [
          seenIn(
            certificate,
            `status.conditions[${type}]`,
            `${asText(condition.reason)}: ${asText(condition.message)}`,
          ),
        ]
      : [];
  });
  return {
    ...draft,
    object: refOf(certificate),
    message: `Certificate '${name}' ${draft.message}`,
    evidence: [
      seenIn(
        certificate,
        'status.notAfter',
        `It is valid until ${
          asText((certificate.status as Status | undefined)?.notAfter) ||
          'an unknown time'
        }, in Secret '${secretName}'.`,
      ),
      ...said,
    ],
    explains: store
      .list('Ingress', { namespace })
      .filter(({ spec }) =>
        asList(spec?.tls).some(
          tls => secretName !== '' && tls.secretName === secretName,
        ),
      )
      .map(refOf),
  };
}
