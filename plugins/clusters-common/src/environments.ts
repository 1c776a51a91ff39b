/**
 * Label of a Namespace, or of a cluster's Node-independent metadata, that names the environment it belongs to.
 *
 * @public
 */
export const ENVIRONMENT_LABEL = 'groundcrew.io/environment';

/**
 * Annotation of a Namespace that names the catalog group that may change what runs in it, as an entity reference.
 *
 * @remarks
 *
 * Ownership is decided on the cluster's side. Whoever can edit an entity's annotations could otherwise claim the
 * workloads of another team.
 *
 * @public
 */
export const OWNER_ANNOTATION = 'groundcrew.io/owner';

/**
 * The order in which environments are shown when config does not give one. Unknown ones come after these, by name.
 *
 * @public
 */
export const DEFAULT_ENVIRONMENT_ORDER = ['dev', 'test', 'staging', 'prod'];

/**
 * Compares two environments by the given order; environments that are not in it come last, by name.
 *
 * @public
 */
export function compareEnvironments(
  left: string | undefined,
  right: string | undefined,
  order: readonly string[] = DEFAULT_ENVIRONMENT_ORDER,
): number {
  const rank = (environment: string | undefined) => {
    const index = environment === undefined ? -1 : order.indexOf(environment);
    return index === -1 ? order.length : index;
  };
  return (
    rank(left) - rank(right) || (left ?? '').localeCompare(right ?? '', 'en')
  );
}
