import { parseEntityRef } from '@backstage/catalog-model';

/**
 * The name alone of an entity of the default namespace, or of an automation: `dana` of `user:default/dana`.
 *
 * @public
 */
export function shortRef(ref: string): string {
  try {
    const { namespace, name } = parseEntityRef(ref, {
      defaultKind: 'user',
      defaultNamespace: 'default',
    });
    return namespace === 'default' ? name : `${namespace}/${name}`;
  } catch {
    // The subject of an automation need not have the shape of a reference.
    return ref;
  }
}
