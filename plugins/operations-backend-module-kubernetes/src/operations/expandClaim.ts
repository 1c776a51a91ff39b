import { ConflictError, InputError } from '@backstage/errors';
import {
  parseQuantity,
  type ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import {
  createOperation,
  step,
  type SuitabilityContext,
} from '@groundcrew/plugin-operations-node';
import type { PersistentVolumeClaim } from 'kubernetes-types/core/v1';
import { z } from 'zod/v3';
import { claimImpacts } from '../impacts/claimImpacts';
import { changedSince, changeOnce } from '../live/changeOnce';
import { readTarget, type TargetReading } from '../live/readTarget';
import { targetRef } from '../live/targetRef';
import { managementOf } from '../managers/managementOf';
import { managerImpacts } from '../managers/managerImpacts';
import { ownedElsewhere } from '../managers/ownedElsewhere';
import { resizeOf } from '../volumes/resizeOf';

const MAX_QUANTITY_LENGTH = 24;
/** A slip of the finger cannot be taken back. */
const MOST_TIMES = 4;
const ONE_HOUR_MS = 3_600_000;
const WHAT = 'its size';

/** On a claim that was made larger: how large it was at first, so that it does not grow for ever by itself. */
const FIRST_SIZE_ANNOTATION = 'groundcrew.io/first-size';

const inputSchema = z
  .object({
    storage: z
      .string()
      .trim()
      .max(MAX_QUANTITY_LENGTH)
      .refine(
        text => (parseQuantity(text) ?? 0) > 0,
        'not an amount, such as 20Gi',
      ),
  })
  .strict();

type Input = z.infer<typeof inputSchema>;

const argsSchema = z.object({ previous: z.string() });

/** Makes the volume of a claim larger, where its storage class allows that. It cannot be made smaller again. */
export const expandClaim = createOperation<Input>({
  id: 'kubernetes.expand-claim',
  title: 'Make larger…',
  kinds: ['PersistentVolumeClaim'],
  input: inputSchema,
  risk: ({ environment }) => (environment === 'prod' ? 'high' : 'medium'),
  describe: ({ input, name }) => `Make ${name} ${input.storage} large`,
  verifyTimeoutMs: ONE_HOUR_MS,

  unsuitable(ctx) {
    const claim = claimInMemory(ctx);
    return claim && cannotGrow(ctx.store, claim);
  },

  fields(ctx) {
    const claim = claimInMemory(ctx);
    return [
      {
        type: 'text',
        name: 'storage',
        label: 'Size',
        description: `It cannot be made smaller again; at most ${MOST_TIMES} times as large as now`,
        required: true,
        maxLength: MAX_QUANTITY_LENGTH,
        default: claim && sizeOf(claim),
      },
    ];
  },

  async preview(ctx) {
    const { cluster, input, signal, store, target } = ctx;
    const claim = await readClaim(ctx);
    const obstacle = cannotGrow(store, claim);
    if (obstacle) {
      throw new ConflictError(`${target.name}: ${obstacle}`);
    }
    const before = sizeOf(claim);
    const times = bytes(input.storage) / bytes(before);
    if (times <= 1 || times > MOST_TIMES) {
      throw new InputError(
        times > 1
          ? `${input.storage} is more than ${MOST_TIMES} times the ${before} that ${target.name} has`
          : `${target.name} has ${before}, and cannot be made smaller`,
      );
    }
    const ref = targetRef(target);
    await cluster.patch(ref, sizePatch(input.storage), {
      dryRun: true,
      uid: target.uid,
      signal,
    });
    return {
      summary: `Makes ${target.name} ${input.storage} large instead of ${before}`,
      source: 'dry-run',
      changes: [
        {
          object: ref,
          uid: target.uid,
          action: 'update',
          fields: ['spec.resources.requests.storage'],
          before: sizePatch(before),
          after: sizePatch(input.storage),
        },
      ],
      impacts: [
        ...claimImpacts(claim, store),
        ...managerImpacts(managementOf(store, asObject(claim)), WHAT),
      ],
    };
  },

  async plan(ctx) {
    const previous = sizeOf(await readClaim(ctx));
    return [
      { id: 'expand', title: 'Ask for a larger volume', args: { previous } },
      { id: 'resize', title: 'Wait until it is larger' },
    ];
  },

  steps: {
    expand: {
      async run(ctx) {
        const { previous } = argsSchema.parse(ctx.args);
        const { storage } = ctx.input;
        await changeOnce(ctx, {
          name: 'size',
          patchFor(live) {
            const claim = live as unknown as PersistentVolumeClaim;
            const now = bytes(sizeOf(claim));
            if (now !== bytes(previous) && now !== bytes(storage)) {
              throw changedSince(live, `it asks for ${sizeOf(claim)}`);
            }
            const first =
              live.metadata.annotations?.[FIRST_SIZE_ANNOTATION] ?? previous;
            return {
              ...sizePatch(storage),
              metadata: { annotations: { [FIRST_SIZE_ANNOTATION]: first } },
            };
          },
        });
        return step.done(`instead of ${previous}`);
      },
    },
    resize: {
      async run(ctx) {
        const { message, state } = resizeOf(await readClaim(ctx));
        switch (state) {
          case 'resizing':
            return step.waits(message, 2_000);
          case 'failed':
            return step.failed(message);
          default:
            return step.done(message);
        }
      },
      timeoutMs: ONE_HOUR_MS,
    },
  },

  async verify(ctx) {
    const claim = await readClaim(ctx);
    if (bytes(sizeOf(claim)) < bytes(ctx.input.storage)) {
      return {
        outcome: 'failed',
        message: `somebody asked for ${sizeOf(claim)} since`,
      };
    }
    const { message, state } = resizeOf(claim);
    switch (state) {
      case 'resizing':
        return { outcome: 'not-yet', message };
      case 'failed':
        return { outcome: 'failed', message };
      default:
        return { outcome: 'healthy', message };
    }
  },

  undo: () => ({ impossible: 'A volume cannot be made smaller' }),
});

function claimInMemory({
  store,
  target: { name, namespace },
}: SuitabilityContext): PersistentVolumeClaim | undefined {
  return store.get('PersistentVolumeClaim', { namespace, name });
}

async function readClaim(ctx: TargetReading): Promise<PersistentVolumeClaim> {
  return (await readTarget(ctx)) as unknown as PersistentVolumeClaim;
}

function cannotGrow(
  store: ObjectStore,
  claim: PersistentVolumeClaim,
): string | undefined {
  if (claim.status?.phase !== 'Bound') {
    return 'it has no volume yet';
  }
  const name = claim.spec?.storageClassName;
  const storageClass = name ? store.get('StorageClass', { name }) : undefined;
  if (!storageClass) {
    return name
      ? `its storage class ${name} is not known`
      : 'it has no storage class, which would say how to make it larger';
  }
  return storageClass.allowVolumeExpansion
    ? ownedElsewhere(managementOf(store, asObject(claim)), WHAT)
    : `its storage class ${name} does not allow it (allowVolumeExpansion)`;
}

function asObject(claim: PersistentVolumeClaim) {
  return { ...claim, kind: 'PersistentVolumeClaim' };
}

function sizeOf({ spec }: PersistentVolumeClaim): string {
  return spec?.resources?.requests?.storage ?? '0';
}

function bytes(quantity: string): number {
  return parseQuantity(quantity) ?? 0;
}

function sizePatch(storage: string) {
  return { spec: { resources: { requests: { storage } } } };
}
