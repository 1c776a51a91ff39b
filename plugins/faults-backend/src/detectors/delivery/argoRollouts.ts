import type { CustomObject } from '@groundcrew/plugin-clusters-node';
import {
  createDetector,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';
import { asList } from '../../kubernetes/asList';
import { asText } from '../../kubernetes/asText';
import { conditionOf } from '../../kubernetes/conditions';
import { seenIn } from '../../kubernetes/evidence';
import { DAY, timeOf } from '../../kubernetes/times';
import { refOf } from '../../topology';

/** Whoever pauses for longer has forgotten it. */
const FORGOTTEN_MS = DAY;

interface Status {
  abort?: unknown;
  message?: unknown;
  phase?: unknown;
  pauseConditions?: { reason?: unknown; startTime?: unknown }[];
}

/** An Argo Rollout that does not get where it is wanted: https://argo-rollouts.readthedocs.io/en/stable/features/specification/ */
export const argoRollouts = createDetector({
  id: 'argo-rollouts',
  title: 'Argo Rollouts that do not get on',
  faults: [
    {
      id: 'argo-rollout-invalid',
      category: 'rollout',
      title: 'Argo Rollouts does not take the Rollout as it is',
    },
    {
      id: 'argo-rollout-aborted',
      category: 'rollout',
      title: 'The roll-out was aborted',
    },
    {
      id: 'argo-rollout-degraded',
      category: 'rollout',
      title: 'The roll-out does not get on',
      isGeneral: true,
    },
    {
      id: 'argo-rollout-paused',
      category: 'rollout',
      title: 'The roll-out has been paused for long',
    },
  ],
  subjects: ['Rollout'],

  *detect(rollout, { lookAgainAt, now }) {
    const status = (rollout.status ?? {}) as Status;
    const name = rollout.metadata?.name;
    const invalid = conditionOf(rollout, 'InvalidSpec');
    if (invalid?.status === 'True') {
      yield {
        fault: 'argo-rollout-invalid',
        object: refOf(rollout),
        message: `Argo Rollouts does not take Rollout '${name}' as it is.`,
        confidence: 0.9,
        evidence: [
          seenIn(
            rollout,
            'status.conditions[InvalidSpec]',
            asText(invalid.message),
          ),
        ],
      };
      return;
    }
    if (status.abort === true) {
      yield said(rollout, status, {
        fault: 'argo-rollout-aborted',
        message: `The roll-out of '${name}' was aborted: the version before it serves.`,
        confidence: 0.7,
      });
      return;
    }
    if (status.phase === 'Degraded') {
      yield said(rollout, status, {
        fault: 'argo-rollout-degraded',
        message: `The roll-out of '${name}' does not get on.`,
        confidence: 0.85,
      });
    }
    const pausedAt = asList(status.pauseConditions)
      .map(({ startTime }) => timeOf(startTime))
      .find(time => time !== undefined);
    if (pausedAt !== undefined) {
      const forgottenAt = pausedAt + FORGOTTEN_MS;
      if (forgottenAt > now) {
        lookAgainAt(forgottenAt);
      } else {
        yield said(rollout, status, {
          fault: 'argo-rollout-paused',
          message: `The roll-out of '${name}' waits for somebody to go on with it, for more than a day.`,
          // Nothing suffers from it.
          confidence: 0.5,
        });
      }
    }
  },
});

function said(
  rollout: CustomObject,
  { message, phase }: Status,
  draft: Pick<FindingDraft, 'confidence' | 'fault' | 'message'>,
): FindingDraft {
  return {
    ...draft,
    object: refOf(rollout),
    evidence: [
      seenIn(
        rollout,
        'status.message',
        asText(message) || `Its phase is ${asText(phase) || 'unknown'}.`,
      ),
    ],
  };
}
