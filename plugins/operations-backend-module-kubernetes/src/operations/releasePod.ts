import { ConflictError, isError } from '@backstage/errors';
import { createOperation, step } from '@groundcrew/plugin-operations-node';
import { z } from 'zod/v3';
import { changeOnce } from '../live/changeOnce';
import { failureOf } from '../live/failureOf';
import { readTarget } from '../live/readTarget';
import { targetRef } from '../live/targetRef';
import { quarantineNote } from '../quarantine/quarantineNote';
import { putBackPatch } from './quarantinePod';

const argsSchema = z.object({ labels: z.record(z.string()) });

/** Puts the labels of a pod in quarantine back: it serves again, or its ReplicaSet has it go as one too many. */
export const releasePod = createOperation({
  id: 'kubernetes.release-pod',
  title: 'End quarantine',
  kinds: ['Pod'],
  input: z.object({}).strict(),
  risk: ({ environment }) => (environment === 'prod' ? 'medium' : 'low'),
  describe: ({ name }) => `Put ${name} back`,

  unsuitable({ store, target: { name, namespace } }) {
    const pod = store.get('Pod', { namespace, name });
    return pod && !quarantineNote(pod) ? 'it is in no quarantine' : undefined;
  },

  async preview(ctx) {
    const { cluster, signal, target } = ctx;
    const note = await readNote(ctx);
    const ref = targetRef(target);
    await cluster.patch(ref, putBackPatch(note.labels), {
      dryRun: true,
      uid: target.uid,
      signal,
    });
    return {
      summary: `Puts ${target.name} back where it was: ${note.from}`,
      source: 'dry-run',
      changes: [
        {
          object: ref,
          uid: target.uid,
          action: 'update',
          fields: Object.keys(note.labels).map(
            key => `metadata.labels[${key}]`,
          ),
          before: { metadata: { labels: {} } },
          after: { metadata: { labels: note.labels } },
        },
      ],
      impacts: [
        {
          severity: 'warning',
          code: 'one-too-many',
          message: `It gets requests again as soon as it is ready, and ${note.from} has one too many then: it ends one, those first that are not ready.`,
        },
      ],
    };
  },

  async plan(ctx) {
    const { labels } = await readNote(ctx);
    return [{ id: 'put-back', title: 'Put its labels back', args: { labels } }];
  },

  steps: {
    'put-back': {
      async run(ctx) {
        const { labels } = argsSchema.parse(ctx.args);
        try {
          await changeOnce(ctx, {
            name: 'labels',
            patchFor: () => putBackPatch(labels),
          });
        } catch (error) {
          // Whoever goes on after a crash may find it gone: its ReplicaSet had one too many.
          if (isGone(error)) {
            return step.done('it has gone');
          }
          throw error;
        }
        return step.done();
      },
    },
  },

  async verify({ cluster, signal, target }) {
    const live = await cluster.get(targetRef(target), { signal });
    return live?.metadata.uid === target.uid && quarantineNote(live as never)
      ? { outcome: 'failed', message: 'somebody took it out again' }
      : {
          outcome: 'healthy',
          message: 'it is back, or has gone as one too many',
        };
  },

  undo: () => ({ operation: 'kubernetes.quarantine-pod', input: {} }),
});

async function readNote(ctx: Parameters<typeof readTarget>[0]) {
  const note = quarantineNote((await readTarget(ctx)) as never);
  if (!note) {
    throw new ConflictError(`${ctx.target.name} is in no quarantine`);
  }
  return note;
}

function isGone(error: unknown): boolean {
  return (
    failureOf(error) === 'not-found' ||
    (isError(error) && error.name === 'NotFoundError')
  );
}
