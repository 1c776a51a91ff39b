import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import clustersPlugin from '@groundcrew/plugin-clusters-backend';
import {
  clusterClientsServiceRef,
  type ChangeOptions,
  type ClusterClient,
} from '@groundcrew/plugin-clusters-node';
import kubernetesModule from '@groundcrew/plugin-operations-backend-module-kubernetes';
import operationsPlugin from '../../index';
import { DatabaseOperationStore } from '../../store/DatabaseOperationStore';
import type { OperationRecord } from '../../engine/OperationRecord';
import type { ToBackend } from './messages';
import { KillSwitch } from './KillSwitch';

/**
 * A backend with operations that kills itself where it is told to. It is the production code: what it does is looked at
 * from outside, at the store's methods, at the statements of its database and at the client of the cluster.
 */
const killSwitch = KillSwitch.create(point =>
  process.send?.({ type: 'point', ...point }),
);

/** Everything that belongs to one trial is in a namespace of its own, or on a node of its own. */
function trialOf({
  name,
  namespace,
}: {
  name: string;
  namespace?: string;
}): string {
  return namespace ?? name;
}

function watchStore() {
  const { insert, write } = DatabaseOperationStore.prototype;
  DatabaseOperationStore.prototype.insert = async function (record, audit) {
    return await killSwitch.during(
      { trial: trialOf(record.target), label: 'write submitted' },
      () => insert.call(this, record, audit),
    );
  };
  DatabaseOperationStore.prototype.write = async function (options) {
    const { audit, next } = options;
    return await killSwitch.during(
      { trial: trialOf(next.target), label: labelOf(next, audit[0]) },
      () => write.call(this, options),
    );
  };
}

function labelOf(
  next: OperationRecord,
  { event, facts }: { event: string; facts: Record<string, unknown> },
): string {
  const part = next.parent ? 'part ' : '';
  return `write ${part}${event}${facts.step ? ` ${facts.step}` : ''}`;
}

function watched(client: ClusterClient): ClusterClient {
  const change = <T>(
    verb: string,
    object: { name: string; namespace?: string },
    options: ChangeOptions | undefined,
    send: () => Promise<T>,
  ) =>
    options?.dryRun
      ? send()
      : killSwitch.during({ trial: trialOf(object), label: verb }, send);
  return {
    get: (...args) => client.get(...args),
    list: (...args) => client.list(...args),
    patch: (ref, patch, options) =>
      change('patch', ref, options, () => client.patch(ref, patch, options)),
    create: (object, options) =>
      change(
        'create',
        (object as { metadata: { name: string } }).metadata,
        options,
        () => client.create(object, options),
      ),
    delete: (ref, options) =>
      change('delete', ref, options, () => client.delete(ref, options)),
    evict: (ref, options) =>
      change('evict', ref, options, () => client.evict(ref, options)),
  };
}

watchStore();
const backend = createBackend();
backend.add(catalogServiceMock.factory({ entities: [] }));
backend.add(clustersPlugin);
backend.add(operationsPlugin);
backend.add(kubernetesModule);
backend.add(
  createServiceFactory({
    service: clusterClientsServiceRef,
    deps: {
      metadata: coreServices.pluginMetadata,
      original: clusterClientsServiceRef,
    },
    factory: () => {
      throw new Error('replaced below');
    },
  }),
);

process.on('message', (message: ToBackend) => {
  if (message.type === 'arm') {
    killSwitch.arm(message);
    process.send?.({ type: 'armed' });
  }
});
void watched;
backend.start().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
