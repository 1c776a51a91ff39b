import type { CustomObject } from '@groundcrew/plugin-clusters-node';
import { WATCHED_KINDS } from '@groundcrew/plugin-clusters-common';
import {
  createDetector,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';
import { asList } from '../../kubernetes/asList';
import { asText } from '../../kubernetes/asText';
import { seenIn } from '../../kubernetes/evidence';
import { inWords } from '../../kubernetes/inWords';
import { MINUTE, timeOf } from '../../kubernetes/times';
import { refOf } from '../../topology';

/** Argo CD looks at Git every three minutes, and at what it applied at once. */
const SETTLING_MS = 5 * MINUTE;

/** What we watch speaks for itself. */
const WATCHED = new Set(WATCHED_KINDS.map(({ kind }) => kind));

interface Status {
  conditions?: { type?: unknown; message?: unknown }[];
  operationState?: {
    phase?: unknown;
    message?: unknown;
    finishedAt?: unknown;
    syncResult?: { revision?: unknown };
  };
  reconciledAt?: unknown;
  resources?: {
    kind?: unknown;
    name?: unknown;
    namespace?: unknown;
    health?: { status?: unknown; message?: unknown };
  }[];
  sync?: { status?: unknown; revision?: unknown };
}

/** An Argo CD Application that cannot be brought to what Git says, or holds something that is not well. */
export const argoApplications = createDetector({
  id: 'argo-applications',
  title: 'Argo CD Applications that do not get where Git wants them',
  faults: [
    {
      id: 'application-sync-failed',
      category: 'rollout',
      title: 'Argo CD could not apply what Git says',
    },
    {
      id: 'application-invalid',
      category: 'rollout',
      title: 'Argo CD cannot work out what Git says',
    },
    {
      id: 'application-resource-degraded',
      category: 'rollout',
      title: 'Something that Argo CD applied is not well',
    },
    {
      id: 'application-resource-missing',
      category: 'rollout',
      title: 'Something that Git wants is not there',
    },
  ],
  subjects: ['Application'],

  *detect(application, { lookAgainAt, now }) {
    const status = (application.status ?? {}) as Status;
    yield* failedSync(application, status);
    yield* invalid(application, status);
    yield* resourcesThat(application, status, {
      are: 'Degraded',
      fault: 'application-resource-degraded',
      message: 'holds what is not well',
    });
    const appliedAt = timeOf(status.operationState?.finishedAt);
    const settledAt = (appliedAt ?? 0) + SETTLING_MS;
    const isApplying = asText(status.operationState?.phase) === 'Running';
    if (settledAt > now) {
      lookAgainAt(settledAt);
    } else if (!isApplying) {
      yield* resourcesThat(application, status, {
        are: 'Missing',
        fault: 'application-resource-missing',
        message: 'wants what is not there',
      });
    }
  },
});

function* failedSync(
  application: CustomObject,
  { operationState = {}, sync }: Status,
): Iterable<FindingDraft> {
  const phase = asText(operationState.phase);
  // What is in step again by another way has got over it.
  if (!['Failed', 'Error'].includes(phase) || sync?.status === 'Synced') {
    return;
  }
  const revision = asText(operationState.syncResult?.revision).slice(0, 12);
  yield {
    fault: 'application-sync-failed',
    object: refOf(application),
    message: `Argo CD could not apply ${
      revision ? `revision ${revision}` : 'what Git says'
    } for '${application.metadata?.name}'.`,
    confidence: 0.85,
    evidence: [
      seenIn(
        application,
        'status.operationState',
        `${phase}: ${asText(operationState.message)}`,
      ),
    ],
  };
}

function* invalid(
  application: CustomObject,
  { conditions }: Status,
): Iterable<FindingDraft> {
  // The others are warnings, and an error of a sync is told of above.
  const errors = asList(conditions).filter(({ type }) =>
    ['ComparisonError', 'InvalidSpecError', 'DeletionError'].includes(
      asText(type),
    ),
  );
  if (errors.length > 0) {
    yield {
      fault: 'application-invalid',
      object: refOf(application),
      message: `Argo CD cannot work out what Git says for '${
        application.metadata?.name
      }': ${asText(errors[0].type)}.`,
      confidence: 0.85,
      evidence: errors
        .slice(0, 3)
        .map(({ message, type }) =>
          seenIn(
            application,
            `status.conditions[${asText(type)}]`,
            asText(message),
          ),
        ),
    };
  }
}

function* resourcesThat(
  application: CustomObject,
  { resources }: Status,
  wanted: { are: string; fault: string; message: string },
): Iterable<FindingDraft> {
  const found = asList(resources).filter(
    ({ health, kind }) =>
      health?.status === wanted.are && !WATCHED.has(asText(kind)),
  );
  if (found.length > 0) {
    const names = found.map(
      ({ kind, name }) => `${asText(kind)} ${asText(name)}`,
    );
    yield {
      fault: wanted.fault,
      object: refOf(application),
      message: `Argo CD Application '${application.metadata?.name}' ${
        wanted.message
      }: ${inWords(names.slice(0, 5))}.`,
      confidence: 0.7,
      evidence: found
        .slice(0, 3)
        .map(({ health, kind, name }) =>
          seenIn(
            application,
            'status.resources',
            `${asText(kind)} ${asText(name)}: ${
              asText(health?.message) || wanted.are
            }`,
          ),
        ),
    };
  }
}
