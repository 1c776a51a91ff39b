import type { WatchedKind } from '@groundcrew/plugin-clusters-common';
import { setTimeout as delay } from 'node:timers/promises';
import { KindReflector, type KindReflectorContext } from './KindReflector';

/** What says which other kinds a cluster has. Watched beside the kinds that are kept, and not kept itself. */
export const customResourceDefinition: WatchedKind = {
  kind: 'CustomResourceDefinition',
  group: 'apiextensions.k8s.io',
  version: 'v1',
  plural: 'customresourcedefinitions',
  namespaced: false,
  metadataOnly: true,
};

/** Options of {@link watchCustomResources}. */
export interface WatchCustomResourcesOptions extends KindReflectorContext {
  signal: AbortSignal;
  /** A definition of a kind of this API group was added or changed. May be told more than once. */
  onChange: (group: string) => void;
}

// The API server takes a moment from accepting a definition to serving its kind, and tells nobody when it does.
const SERVED_AFTER_MS = [0, 250, 1_000, 3_000, 10_000];

/**
 * Watches the definitions of custom resources, by their metadata alone, until the signal ends it. Where that is
 * forbidden nothing is told; kinds are then looked for again from time to time.
 */
export async function watchCustomResources(
  options: WatchCustomResourcesOptions,
): Promise<void> {
  const tell = async (name: string | undefined) => {
    // The name of a definition is "<plural>.<group>".
    const group = name?.slice(name.indexOf('.') + 1);
    for (const milliseconds of group ? SERVED_AFTER_MS : []) {
      await delay(milliseconds, undefined, { signal: options.signal });
      options.onChange(group as string);
    }
  };
  const reflector = KindReflector.create({
    ...options,
    kind: customResourceDefinition,
    sink: {
      replace: async pages => {
        for await (const page of pages) {
          for (const { metadata } of page) {
            tell(metadata?.name).catch(() => {});
          }
        }
      },
      apply: (type, { metadata }) => {
        if (type !== 'DELETED') {
          tell(metadata?.name).catch(() => {});
        }
      },
      clear: () => {},
      report: () => {},
      observed: () => {},
    },
  });
  await reflector.run(options.signal, true);
}
