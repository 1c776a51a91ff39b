import { ConflictError, InputError } from '@backstage/errors';
import type {
  JsonPatchOperation,
  LiveObject,
} from '@groundcrew/plugin-clusters-node';
import { createOperation, step } from '@groundcrew/plugin-operations-node';
import { z } from 'zod/v3';
import { budgetsOf } from '../budgets/budgetsOf';
import { findContainer, type FoundContainer } from '../images/findContainer';
import { parseImageReference } from '../images/parseImageReference';
import { imageImpacts } from '../impacts/imageImpacts';
import { rolloutImpacts } from '../impacts/rolloutImpacts';
import { changedSince, changeOnce, takeBackOnce } from '../live/changeOnce';
import { readTarget } from '../live/readTarget';
import { targetRef } from '../live/targetRef';
import { managementOf } from '../managers/managementOf';
import { managerImpacts } from '../managers/managerImpacts';
import { ownedElsewhere } from '../managers/ownedElsewhere';
import { cannotRollOut } from '../workloads/cannotRollOut';
import { rolloutDisruptions } from '../workloads/rolloutDisruptions';
import { rolloutHealth } from '../workloads/rolloutHealth';
import { waitForNewPods } from '../workloads/waitForNewPods';
import { asWorkload, ROLLED_OUT_KINDS } from '../workloads/Workload';
import { workloadInMemory } from '../workloads/workloadInMemory';

const MAX_IMAGE_LENGTH = 512;
const MAX_CONTAINER_LENGTH = 63;
const THIRTY_MINUTES_MS = 30 * 60_000;
const WHAT = 'the image';

const inputSchema = z
  .object({
    container: z.string().min(1).max(MAX_CONTAINER_LENGTH),
    image: z
      .string()
      .trim()
      .max(MAX_IMAGE_LENGTH)
      .refine(
        text => parseImageReference(text) !== undefined,
        'not an image reference, such as registry.example.org/shop/checkout:1.4 or …@sha256:…',
      ),
  })
  .strict();

type Input = z.infer<typeof inputSchema>;

const argsSchema = z.object({ previousImage: z.string() });

/** Runs another image in one container of a workload, as `kubectl set image` does. */
export const setImage = createOperation({
  id: 'kubernetes.set-image',
  title: 'Set image…',
  kinds: ROLLED_OUT_KINDS,
  input: inputSchema,
  risk: ({ environment }) => (environment === 'prod' ? 'high' : 'medium'),
  describe: ({ name, input }) => `Run ${input.image} in ${name}`,
  // Taken back by itself: whoever sets an image wants it to serve, and one that never becomes ready serves nobody and
  // leaves a rollout half done that the next restart or node failure makes worse. The operation still ends as
  // `rolled-back`, with the reason that the pods gave, so nothing is hidden. Nobody else owns the image at that point:
  // where Git does, the verb is not offered.
  rollBackOnFailure: true,
  verifyTimeoutMs: THIRTY_MINUTES_MS,

  unsuitable(ctx) {
    const workload = workloadInMemory(ctx);
    return (
      workload &&
      (ownedElsewhere(managementOf(ctx.store, workload), WHAT) ??
        cannotRollOut(workload))
    );
  },

  fields(ctx) {
    const { containers = [], initContainers = [] } =
      workloadInMemory(ctx)?.spec?.template?.spec ?? {};
    return [
      {
        type: 'choice',
        name: 'container',
        label: 'Container',
        required: true,
        options: [...containers, ...initContainers].map(({ name, image }) => ({
          value: name,
          label: name,
          description: image,
        })),
        default: containers[0]?.name,
      },
      {
        type: 'text',
        name: 'image',
        label: 'Image',
        description: 'With a tag or, better, a digest',
        required: true,
        maxLength: MAX_IMAGE_LENGTH,
        default: containers[0]?.image,
      },
    ];
  },

  async preview(ctx) {
    const { cluster, input, signal, store, target } = ctx;
    const live = await readTarget(ctx);
    const workload = asWorkload(live);
    const found = findContainer(workload, input.container);
    const obstacle = cannotRollOut(workload);
    if (obstacle) {
      throw new ConflictError(`${target.name}: ${obstacle}`);
    }
    if (found.image === input.image) {
      throw new InputError(
        `${input.container} of ${target.name} runs ${input.image} already`,
      );
    }
    const ref = targetRef(target);
    await cluster.patch(ref, imagePatch(found, input.image), {
      dryRun: true,
      uid: target.uid,
      signal,
    });
    return {
      summary: `Runs ${input.image} instead of ${found.image} in ${input.container} of ${target.name}`,
      source: 'dry-run',
      changes: [
        {
          object: ref,
          uid: target.uid,
          action: 'update',
          fields: [
            `spec.template.spec.${found.list}[${input.container}].image`,
          ],
          before: view(found, found.image),
          after: view(found, input.image),
        },
      ],
      impacts: [
        ...imageImpacts(found.image, input.image),
        ...rolloutImpacts(
          workload,
          budgetsOf(store, {
            namespace: target.namespace,
            labels: workload.spec?.template?.metadata?.labels,
          }),
        ),
        ...managerImpacts(managementOf(store, workload), WHAT),
      ],
      disruptions: rolloutDisruptions(ref, workload),
    };
  },

  async plan(ctx) {
    const { image } = findContainer(
      asWorkload(await readTarget(ctx)),
      ctx.input.container,
    );
    return [
      {
        id: 'set-image',
        title: `Set the image of ${ctx.input.container}`,
        args: { previousImage: image },
      },
      { id: 'roll-out', title: 'Wait for the rollout' },
    ];
  },

  steps: {
    'set-image': {
      async run(ctx) {
        const { previousImage } = argsSchema.parse(ctx.args);
        await changeOnce(ctx, {
          name: 'image',
          patchFor: live =>
            replaceImage(live, ctx.input.container, {
              from: previousImage,
              to: ctx.input.image,
            }),
        });
        return step.done(`instead of ${previousImage}`, {
          container: ctx.input.container,
          previousImage,
        });
      },
      async undo(ctx) {
        const { previousImage } = argsSchema.parse(ctx.args);
        await takeBackOnce(ctx, {
          name: 'image',
          patchFor: live =>
            replaceImage(live, ctx.input.container, {
              from: ctx.input.image,
              to: previousImage,
            }),
        });
      },
    },
    'roll-out': waitForNewPods<Input>(
      ({ image, name }, { input }) =>
        name === input.container && image === input.image,
    ),
  },

  async verify(ctx) {
    const workload = asWorkload(await readTarget(ctx));
    const { image } = findContainer(workload, ctx.input.container);
    return image === ctx.input.image
      ? rolloutHealth(workload)
      : { outcome: 'failed', message: `somebody set ${image} since` };
  },

  undo({ input, resultOf }) {
    const { previousImage } = argsSchema.parse(resultOf('set-image'));
    return {
      operation: 'kubernetes.set-image',
      input: { container: input.container, image: previousImage },
    };
  },
});

function view({ list, name }: FoundContainer, image: string): object {
  return { spec: { template: { spec: { [list]: [{ name, image }] } } } };
}

function imagePatch(
  { list, index, name, image }: FoundContainer,
  to: string,
): JsonPatchOperation[] {
  const path = `/spec/template/spec/${list}/${index}`;
  return [
    { op: 'test', path: `${path}/name`, value: name },
    { op: 'test', path: `${path}/image`, value: image },
    { op: 'replace', path: `${path}/image`, value: to },
  ];
}

function replaceImage(
  live: LiveObject,
  container: string,
  { from, to }: { from: string; to: string },
): JsonPatchOperation[] {
  const found = findContainer(asWorkload(live), container);
  if (found.image !== from && found.image !== to) {
    throw changedSince(live, `${container} runs ${found.image}`);
  }
  return imagePatch(found, to);
}
