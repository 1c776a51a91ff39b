import type { LiveObject } from '@groundcrew/plugin-clusters-node';
import type { Impact, Risk } from '@groundcrew/plugin-operations-common';
import {
  createOperation,
  step,
  type OperationDefinition,
  type SuitabilityContext,
  type Verification,
} from '@groundcrew/plugin-operations-node';
import { z } from 'zod/v3';
import { changeOnce, takeBackOnce } from '../live/changeOnce';
import { readTarget } from '../live/readTarget';
import { targetRef } from '../live/targetRef';

/** What {@link createSwitch} takes. */
export interface SwitchOptions {
  id: string;
  title: string;
  kind: string;
  /** A field below `spec` that is true or left out. */
  field: string;
  /** What it is set to. */
  value: boolean;
  /** The operation that sets it the other way. */
  undoneBy: string;
  /** As on a step: `Cordon the node`. */
  stepTitle: string;
  risk: (context: { environment?: string }) => Risk;
  describe: (name: string) => string;
  summary: (name: string) => string;
  /** When it is so already. */
  alreadyMessage: string;
  unsuitable?: (context: SuitabilityContext) => string | undefined;
  impacts?: (context: SuitabilityContext, live: LiveObject) => Impact[];
  /** Beyond that the field says so. */
  health?: (live: LiveObject) => Verification;
  verifyTimeoutMs?: number;
}

/** Defines a verb that sets one switch of an object. */
export function createSwitch(options: SwitchOptions): OperationDefinition {
  const { field, kind, value, verifyTimeoutMs } = options;
  const isSet = (object: object) =>
    ((object as { spec?: Record<string, unknown> }).spec?.[field] === true) ===
    value;
  const set = (to: boolean) => ({ spec: { [field]: to } });
  const effect = (to: boolean) => ({ name: field, patchFor: () => set(to) });

  return createOperation({
    id: options.id,
    title: options.title,
    kinds: [kind],
    input: z.object({}).strict(),
    risk: options.risk,
    describe: ({ name }) => options.describe(name),
    ...(verifyTimeoutMs && { verifyTimeoutMs }),

    unsuitable(ctx) {
      const { name, namespace } = ctx.target;
      const object = ctx.store.get(kind, { namespace, name });
      return object && isSet(object)
        ? options.alreadyMessage
        : options.unsuitable?.(ctx);
    },

    async preview(ctx) {
      const { cluster, signal, target } = ctx;
      const live = await readTarget(ctx);
      const ref = targetRef(target);
      await cluster.patch(ref, set(value), {
        dryRun: true,
        uid: target.uid,
        signal,
      });
      return {
        summary: options.summary(target.name),
        source: 'dry-run',
        changes: [
          {
            object: ref,
            uid: target.uid,
            action: 'update',
            fields: [`spec.${field}`],
            before: set(isSet(live) ? value : !value),
            after: set(value),
          },
        ],
        impacts: options.impacts?.(ctx, live) ?? [],
      };
    },

    async plan(ctx) {
      const wasSet = isSet(await readTarget(ctx));
      return [{ id: 'switch', title: options.stepTitle, args: { wasSet } }];
    },

    steps: {
      switch: {
        async run(ctx) {
          await changeOnce(ctx, effect(value));
          return step.done(undefined, { wasSet: ctx.args.wasSet });
        },
        async undo(ctx) {
          if (!ctx.args.wasSet) {
            await takeBackOnce(ctx, effect(!value));
          }
        },
      },
    },

    async verify(ctx) {
      const live = await readTarget(ctx);
      if (!isSet(live)) {
        return { outcome: 'failed', message: 'somebody took it back' };
      }
      return (
        options.health?.(live) ?? {
          outcome: 'healthy',
          message: options.alreadyMessage,
        }
      );
    },

    undo: ({ resultOf }) =>
      (resultOf('switch') as { wasSet?: boolean } | undefined)?.wasSet
        ? { impossible: 'It was so before' }
        : { operation: options.undoneBy, input: {} },
  });
}
