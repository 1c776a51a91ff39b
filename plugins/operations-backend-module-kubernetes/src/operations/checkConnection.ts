import type {
  ConnectionAttempt,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import {
  createOperation,
  step,
  type SuitabilityContext,
} from '@groundcrew/plugin-operations-node';
import { z } from 'zod/v3';

/** The ports of the target, a Service, that something may be asked over. */
function portsOf({
  store,
  target: { name, namespace },
}: Pick<SuitabilityContext, 'target'> & { store: ObjectStore }): number[] {
  const ports = store.get('Service', { namespace, name })?.spec?.ports ?? [];
  return ports
    .filter(({ protocol = 'TCP' }) => protocol === 'TCP')
    .map(({ port }) => port);
}

/** Has the API server connect to a Service, and says whether anything answered. */
export const checkConnection = createOperation({
  id: 'kubernetes.check-connection',
  title: 'Check connection…',
  kinds: ['Service'],
  input: z.object({ port: z.number().int().min(1).max(65_535) }).strict(),
  risk: 'low',
  describe: ({ input, name }) => `Connect to ${name}:${input.port}`,
  verifyTimeoutMs: 30_000,

  unsuitable: ctx =>
    portsOf(ctx).length === 0
      ? 'it has no TCP port that could be connected to'
      : undefined,

  fields(ctx) {
    const ports = portsOf(ctx);
    return [
      {
        type: 'choice',
        name: 'port',
        label: 'Port',
        required: true,
        default: ports[0],
        options: ports.map(port => ({ value: port, label: `${port}` })),
      },
    ];
  },

  async preview(ctx) {
    const { input, target } = ctx;
    return {
      summary: `Asks ${target.name}:${input.port} for / over HTTP, from the API server. Nothing in the cluster is changed`,
      source: 'computed',
      changes: [],
      impacts: [],
    };
  },

  plan: () => [{ id: 'connect', title: 'Connect to it' }],

  steps: {
    connect: {
      async run({ cluster, input, signal, target }) {
        const { name, namespace = '' } = target;
        const attempt = await cluster.connect(
          { namespace, name, port: input.port },
          { signal },
        );
        return step.done(attempt.message, attempt);
      },
    },
  },

  async verify({ resultOf }) {
    const { isConnected, message } = resultOf('connect') as ConnectionAttempt;
    return { outcome: isConnected ? 'healthy' : 'failed', message };
  },
});
