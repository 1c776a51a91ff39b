import { ConflictError } from '@backstage/errors';
import {
  actorName,
  QUARANTINED_LABEL,
  type Impact,
} from '@groundcrew/plugin-operations-common';
import {
  createOperation,
  step,
  type PreviewContext,
} from '@groundcrew/plugin-operations-node';
import type { Pod } from 'kubernetes-types/core/v1';
import { z } from 'zod/v3';
import { podDisruptions } from '../impacts/podImpacts';
import { changeOnce, takeBackOnce } from '../live/changeOnce';
import { readTarget } from '../live/readTarget';
import { targetRef } from '../live/targetRef';
import { evictabilityOf } from '../nodes/evictabilityOf';
import {
  labelsToTakeOff,
  type Belongings,
} from '../quarantine/labelsToTakeOff';
import {
  QUARANTINE_ANNOTATION,
  quarantineNote,
  type QuarantineNote,
} from '../quarantine/quarantineNote';
import { listOf } from '../words/listOf';
import { countOf } from '../words/countOf';

const HOUR_MS = 3_600_000;
const MAX_HOURS = 168;
const MAX_REASON_LENGTH = 500;

const inputSchema = z
  .object({ hours: z.number().int().min(1).max(MAX_HOURS).default(24) })
  .strict();

type Input = z.infer<typeof inputSchema>;

const argsSchema = z.object({
  labels: z.record(z.string()),
  from: z.string(),
});

/**
 * Takes a pod out of its Services and away from its ReplicaSet, which makes another one, and keeps it as it is for whoever wants to find
 * out what is wrong with it.
 */
export const quarantinePod = createOperation({
  id: 'kubernetes.quarantine-pod',
  title: 'Quarantine…',
  kinds: ['Pod'],
  input: inputSchema,
  risk: ({ environment }) => (environment === 'prod' ? 'medium' : 'low'),
  describe: ({ name }) => `Take ${name} out, and keep it for debugging`,

  unsuitable({ store, target: { name, namespace } }) {
    const pod = store.get('Pod', { namespace, name });
    return pod && cannotBeKept(pod);
  },

  fields: () => [
    {
      type: 'integer',
      name: 'hours',
      label: 'Hours to keep it',
      description: 'Noted on it; nobody deletes it then',
      required: true,
      minimum: 1,
      maximum: MAX_HOURS,
      default: 24,
    },
  ],

  async preview(ctx) {
    const { cluster, input, signal, store, target } = ctx;
    const { belongings, from, pod } = await readBelongings(ctx);
    const ref = targetRef(target);
    await cluster.patch(ref, takeOutPatch(belongings.labels), {
      dryRun: true,
      uid: target.uid,
      signal,
    });
    return {
      summary: `Takes ${target.name} out of ${listOf([
        from,
        ...belongings.services.map(name => `Service ${name}`),
      ])}, and keeps it for ${countOf(input.hours, 'hour')}`,
      source: 'dry-run',
      changes: [
        {
          object: ref,
          uid: target.uid,
          action: 'update',
          fields: [
            ...Object.keys(belongings.labels).map(
              key => `metadata.labels[${key}]`,
            ),
            `metadata.annotations[${QUARANTINE_ANNOTATION}]`,
          ],
          before: { metadata: { labels: belongings.labels } },
          after: { metadata: { labels: { [QUARANTINED_LABEL]: 'true' } } },
        },
      ],
      impacts: impactsOf(from, belongings),
      disruptions: podDisruptions(pod, store, 'deletion'),
    };
  },

  async plan(ctx) {
    const { belongings, from } = await readBelongings(ctx);
    return [
      {
        id: 'take-out',
        title: 'Take its labels off',
        args: { labels: belongings.labels, from },
      },
      { id: 'release', title: `Wait until ${from} lets go of it` },
    ];
  },

  steps: {
    'take-out': {
      async run(ctx) {
        const { from, labels } = argsSchema.parse(ctx.args);
        const note: QuarantineNote = {
          labels,
          from,
          by: actorName(ctx.requestedBy),
          why: ctx.reason?.slice(0, MAX_REASON_LENGTH),
          until: new Date(
            ctx.startedAt.getTime() + ctx.input.hours * HOUR_MS,
          ).toISOString(),
        };
        await changeOnce(ctx, {
          name: 'labels',
          patchFor: () => takeOutPatch(labels, note),
        });
        return step.done(`noted until ${note.until}`);
      },
      async undo(ctx) {
        const { labels } = argsSchema.parse(ctx.args);
        await takeBackOnce(ctx, {
          name: 'labels',
          patchFor: () => putBackPatch(labels),
        });
      },
    },
    release: {
      run: async ctx =>
        controllerOfPod((await readTarget(ctx)) as unknown as Pod)
          ? step.waits('its controller has not seen it yet')
          : step.done('it belongs to nobody'),
    },
  },

  async verify(ctx) {
    const pod = (await readTarget(ctx)) as unknown as Pod;
    if (!quarantineNote(pod)) {
      return { outcome: 'failed', message: 'somebody put its labels back' };
    }
    return controllerOfPod(pod)
      ? { outcome: 'not-yet', message: 'its controller holds it still' }
      : {
          outcome: 'healthy',
          message: 'it is kept, and gets no requests through Services',
        };
  },

  undo: () => ({ operation: 'kubernetes.release-pod', input: {} }),
});

/** Takes labels off, and says which. */
function takeOutPatch(
  labels: Record<string, string>,
  note?: QuarantineNote,
): Record<string, unknown> {
  return {
    metadata: {
      labels: {
        ...Object.fromEntries(Object.keys(labels).map(key => [key, null])),
        [QUARANTINED_LABEL]: 'true',
      },
      annotations: {
        [QUARANTINE_ANNOTATION]: note ? JSON.stringify(note) : '{}',
      },
    },
  };
}

/** The reverse. */
export function putBackPatch(
  labels: Record<string, string>,
): Record<string, unknown> {
  return {
    metadata: {
      labels: { ...labels, [QUARANTINED_LABEL]: null },
      annotations: { [QUARANTINE_ANNOTATION]: null },
    },
  };
}

function controllerOfPod({ metadata }: Pod) {
  return metadata?.ownerReferences?.find(({ controller }) => controller);
}

function cannotBeKept(pod: Pod): string | undefined {
  const { phase } = pod.status ?? {};
  if (quarantineNote(pod)) {
    return 'it is in quarantine already';
  }
  if (phase === 'Succeeded' || phase === 'Failed') {
    return 'it is over, and gets no requests';
  }
  if (evictabilityOf(pod) === 'terminating') {
    return 'it goes already';
  }
  const controller = controllerOfPod(pod);
  switch (controller?.kind) {
    case 'ReplicaSet':
      return undefined;
    case undefined:
      return 'nothing controls it: nothing would take its place';
    // The next one has the same name, or does the same work over again.
    default:
      return `its ${controller?.kind} cannot make another one while it is there: delete it instead`;
  }
}

async function readBelongings(
  ctx: PreviewContext<Input>,
): Promise<{ belongings: Belongings; from: string; pod: Pod }> {
  const { store, target } = ctx;
  const pod = (await readTarget(ctx)) as unknown as Pod;
  const obstacle = cannotBeKept(pod);
  if (obstacle) {
    throw new ConflictError(`${target.name}: ${obstacle}`);
  }
  const { name = '' } = controllerOfPod(pod) ?? {};
  const belongings = labelsToTakeOff(store, pod, name);
  if (Object.keys(belongings.labels).length === 0) {
    throw new ConflictError(
      `By which labels ReplicaSet ${name} knows ${target.name} is not known yet`,
    );
  }
  return { belongings, from: `ReplicaSet ${name}`, pod };
}

function impactsOf(from: string, { services }: Belongings): Impact[] {
  return [
    {
      severity: 'note',
      code: 'replicas-unavailable',
      message: `${from} starts another one in its place.`,
    },
    ...(services.length > 0
      ? [
          {
            severity: 'note' as const,
            code: 'out-of-service',
            message: `It gets no more requests from ${listOf(services)}.`,
          },
        ]
      : []),
    {
      severity: 'note',
      code: 'kept',
      message:
        'It runs on, takes its room on its node and in quotas, and works on whatever does not come through a Service. A drain of its node waits for somebody to delete it.',
    },
  ];
}
