import { createBackend } from '@backstage/backend-defaults';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  catalogServiceRef,
  type CatalogService,
} from '@backstage/plugin-catalog-node';
import clustersPlugin from '@groundcrew/plugin-clusters-backend';
// Every change of a cluster goes through it, and nothing of it is for others.
// eslint-disable-next-line @backstage/no-forbidden-package-imports
import { GatewayClusterClient } from '@groundcrew/plugin-clusters-backend/src/client';
import type { ChangeOptions, LocalRef } from '@groundcrew/plugin-clusters-node';
import kubernetesModule from '@groundcrew/plugin-operations-backend-module-kubernetes';
import type { OperationRecord } from '../../engine/OperationRecord';
import operationsPlugin from '../../index';
import { DatabaseOperationStore } from '../../store/DatabaseOperationStore';
import { KillSwitch } from './KillSwitch';
import type { FromBackend, ToBackend } from './messages';

/**
 * A backend with operations that kills itself where it is told to. What runs is the production code: this stands around the
 * store, the statements that it sends, and the client of a cluster.
 */
const killSwitch = KillSwitch.create(point => say({ type: 'passed', point }));

function say(message: FromBackend) {
  process.send?.(message);
}

/** Everything of one trial is in a namespace of its own, or on a node of its own. */
function trialOf({ name, namespace }: { name: string; namespace?: string }) {
  return namespace ?? name;
}

function labelOf(
  { parent }: OperationRecord,
  [{ event, facts }]: { event: string; facts: Record<string, unknown> }[],
) {
  return ['write', parent && 'part', event, facts.step]
    .filter(Boolean)
    .join(' ');
}

function watchStore() {
  const { create, prototype } = DatabaseOperationStore;
  const { insert, write } = prototype;
  DatabaseOperationStore.create = async options => {
    const knex = await options.database.getClient();
    knex.on('query', ({ sql }) => killSwitch.statement(sql));
    return await create.call(DatabaseOperationStore, options);
  };
  prototype.insert = async function watched(record, audit) {
    const label = labelOf(record, audit);
    return await killSwitch.during(
      { trial: trialOf(record.target), label },
      () => insert.call(this, record, audit),
    );
  };
  prototype.write = async function watched(options) {
    const { audit, next } = options;
    const label = labelOf(next, audit);
    return await killSwitch.during({ trial: trialOf(next.target), label }, () =>
      write.call(this, options),
    );
  };
}

function watchClients() {
  const { prototype } = GatewayClusterClient;
  const { delete: remove, evict, patch } = prototype;
  const around = async <T>(
    label: string,
    ref: LocalRef,
    options: ChangeOptions | undefined,
    send: () => Promise<T>,
  ) =>
    options?.dryRun
      ? await send()
      : await killSwitch.during({ trial: trialOf(ref), label }, send);
  prototype.patch = async function watched(ref, change, options) {
    return await around('patch', ref, options, () =>
      patch.call(this, ref, change, options),
    );
  };
  prototype.evict = async function watched(ref, options) {
    return await around('evict', ref, options, () =>
      evict.call(this, ref, options),
    );
  };
  prototype.delete = async function watched(ref, options) {
    return await around('delete', ref, options, () =>
      remove.call(this, ref, options),
    );
  };
}

watchStore();
watchClients();

const backend = createBackend();
backend.add(
  createServiceFactory({
    service: catalogServiceRef,
    deps: {},
    // Nobody's service depends on what is changed here.
    factory: () =>
      ({
        getEntities: async () => ({ items: [] }),
        queryEntities: async () => ({ items: [], pageInfo: {}, totalItems: 0 }),
        getEntityByRef: async () => undefined,
      } as Partial<CatalogService> as CatalogService),
  }),
);
backend.add(clustersPlugin);
backend.add(operationsPlugin);
backend.add(kubernetesModule);

process.on('message', (message: ToBackend) => {
  switch (message.type) {
    case 'start':
      // Loaded long before: most of a start is that.
      backend.start().then(
        () => say({ type: 'started' }),
        error => {
          process.stderr.write(`${error.stack}\n`);
          process.exit(1);
        },
      );
      break;
    case 'arm':
      killSwitch.arm(message.point);
      say({ type: 'armed' });
      break;
    default:
  }
});
