import {
  amountOf,
  parseQuantity,
  type KubernetesObject,
  type ObjectOf,
  type ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import { asList } from '../../kubernetes/asList';
import { asText } from '../../kubernetes/asText';
import { isReady } from '../../topology';
import { isOwnedElsewhere, ownerOf } from './ownership';
import { podsAtFault } from './pods';
import type { Remedy, RemedyContext, RemedyDraft } from './Remedy';

const GIBI = 2 ** 30;
/** Half as much again. */
const STEP = 1.5;
/** Of what it was at first: what fills more than that is for a person to look at. */
const MOST = 4;
/** As the verb writes it. */
const FIRST_SIZE_ANNOTATION = 'groundcrew.io/first-size';
const MOST_CLAIMS = 3;

type Claim = ObjectOf<'PersistentVolumeClaim'>;

/**
 * Makes the volumes of those pods larger that are not ready because a disk is full, where it is clear which of their disks that is, and
 * the storage class allows it.
 */
export const expandClaim: Remedy = context => {
  const { finding, store } = context;
  return fullClaims(context)
    .slice(0, MOST_CLAIMS)
    .flatMap((claim): RemedyDraft[] => {
      const storage = largerSize(store, claim);
      const { name = '', namespace } = claim.metadata ?? {};
      if (!storage) {
        return [];
      }
      const title = `Make claim ${name} ${storage} large`;
      const why =
        'Its volume is full; its storage class lets it grow, and it cannot be made smaller again.';
      const object: KubernetesObject = {
        ...claim,
        kind: 'PersistentVolumeClaim',
      };
      return isOwnedElsewhere(ownerOf(store, object))
        ? [{ title, why, changes: object }]
        : [
            {
              title,
              why,
              operation: {
                id: 'kubernetes.expand-claim',
                target: {
                  cluster: finding.object.cluster,
                  kind: 'PersistentVolumeClaim',
                  namespace,
                  name,
                },
                input: { storage },
              },
            },
          ];
    });
};

/** Where the log names a file, the claim that is mounted there; otherwise the only one. */
function fullClaims(context: RemedyContext): Claim[] {
  const { finding, store } = context;
  const said = finding.evidence.map(({ message }) => message).join('\n');
  const claims = new Map<string, Claim>();
  for (const pod of podsAtFault(context).filter(each => !isReady(each))) {
    const { namespace } = pod.metadata ?? {};
    const mounts = asList(pod.spec?.containers).flatMap(container =>
      asList(container.volumeMounts),
    );
    const volumes = asList(pod.spec?.volumes).filter(
      ({ emptyDir, persistentVolumeClaim }) =>
        emptyDir ?? persistentVolumeClaim,
    );
    const named = volumes.filter(({ name }) =>
      mounts.some(
        mount =>
          mount.name === name && said.includes(`${asText(mount.mountPath)}/`),
      ),
    );
    const [volume, ...others] =
      named.length > 0 || /(?:^|\s)\/\w/.test(said) ? named : volumes;
    const name = volume?.persistentVolumeClaim?.claimName;
    const claim =
      name && others.length === 0
        ? store.get('PersistentVolumeClaim', { namespace, name })
        : undefined;
    if (name && claim) {
      claims.set(name, claim);
    }
  }
  return [...claims.values()];
}

/** Undefined where it may not grow. */
function largerSize(
  store: ObjectStore,
  { metadata, spec, status }: Claim,
): string | undefined {
  const className = spec?.storageClassName;
  const storageClass =
    className && store.get('StorageClass', { name: className });
  const now = amountOf(status?.capacity, 'storage');
  const asked = amountOf(spec?.resources?.requests, 'storage');
  // One that asks for more than it has is on its way.
  if (!storageClass || !storageClass.allowVolumeExpansion || asked > now) {
    return undefined;
  }
  const first =
    parseQuantity(metadata?.annotations?.[FIRST_SIZE_ANNOTATION] ?? '') ?? now;
  const wanted = Math.ceil((STEP * now) / GIBI) * GIBI;
  return now > 0 && wanted <= MOST * first ? `${wanted / GIBI}Gi` : undefined;
}
