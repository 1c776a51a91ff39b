import type { Entity } from '@backstage/catalog-model';
import { stringifyError } from '@backstage/errors';
import type { LabelSelector } from '../LabelSelector';
import { parseLabelSelector } from '../selectors/parseLabelSelector';

/** Annotations of the Kubernetes plugin. */
const ID = 'backstage.io/kubernetes-id';
const SELECTOR = 'backstage.io/kubernetes-label-selector';
const NAMESPACE = 'backstage.io/kubernetes-namespace';
const CLUSTER = 'backstage.io/kubernetes-cluster';

/**
 * How an entity is linked to objects.
 *
 * @public
 */
export interface EntityLink {
  /** As text, as the Kubernetes plugin would send it. */
  selector: string;
  namespace?: string;
  cluster?: string;
  /** The selector, read; undefined when it is malformed. */
  requirements?: LabelSelector;
  /** In words, what is wrong with the selector. */
  problem?: string;
  /** Equal for links to the same objects. */
  key: string;
}

/**
 * How an entity is linked to objects, by the semantics of the Kubernetes plugin; undefined when it is not.
 *
 * @remarks
 *
 * The selector wins over the id. An empty annotation counts as absent. The namespace and the cluster are one name each,
 * compared as a whole; the cluster counts as with the service locator `singleTenant`, and no annotation means all.
 *
 * @public
 */
export function entityLinkOf(entity: Entity): EntityLink | undefined {
  const annotations = entity.metadata.annotations ?? {};
  const selector =
    annotations[SELECTOR] ||
    (annotations[ID] ? `${ID}=${annotations[ID]}` : undefined);
  if (!selector) {
    return undefined;
  }
  const namespace = annotations[NAMESPACE] || undefined;
  const cluster = annotations[CLUSTER] || undefined;
  return {
    selector,
    namespace,
    cluster,
    ...parsed(selector),
    key: JSON.stringify([selector, namespace, cluster]),
  };
}

function parsed(
  selector: string,
): Pick<EntityLink, 'requirements' | 'problem'> {
  try {
    const requirements = parseLabelSelector(selector);
    return requirements.length > 0
      ? { requirements }
      : { problem: 'The label selector is empty: it would match everything' };
  } catch (error) {
    return {
      problem: (error as Error).message ?? stringifyError(error),
    };
  }
}
