import { PersistentVolumeClaim } from '../api/clusterTypes';
import { referenceOf } from '../api/objects';
import { parseQuantity } from '../api/quantities';
import { PersistentVolumeClaims, PersistentVolumes } from '../api/resources';
import { Controller, ControllerContext } from './Controller';
import { CONTROLLER_MANAGER } from './podFactory';
import { ownKey } from './podState';

/** Gives each claim a volume of its own, at once, makes it larger as the claim wants, and takes it away with the claim. */
export function createVolumeController({ api }: ControllerContext): Controller {
  return {
    name: 'persistentvolume-controller',
    affectedBy: event => ownKey(event, PersistentVolumeClaims),
    reconcile(key) {
      const claim = api.store.get(PersistentVolumeClaims, referenceOf(key));
      if (!claim) {
        const orphaned = api.store
          .list(PersistentVolumes)
          .find(
            ({ spec }) =>
              `${spec.claimRef?.namespace}/${spec.claimRef?.name}` === key,
          );
        if (orphaned?.spec.persistentVolumeReclaimPolicy === 'Delete') {
          api.delete(PersistentVolumes, orphaned.metadata);
        }
        return;
      }
      if (claim.status.phase === 'Bound') {
        grow(claim);
        return;
      }
      const { uid, name, namespace = '' } = claim.metadata;
      const volume = `pvc-${uid}`;
      const capacity = {
        storage: claim.spec.resources?.requests?.storage ?? '1Gi',
      };
      const writer = { manager: CONTROLLER_MANAGER };
      if (!api.store.get(PersistentVolumes, { name: volume })) {
        api.create(
          PersistentVolumes,
          {
            metadata: { name: volume },
            spec: {
              accessModes: claim.spec.accessModes,
              capacity,
              claimRef: {
                apiVersion: 'v1',
                kind: 'PersistentVolumeClaim',
                namespace,
                name,
                uid,
              } as { namespace: string; name: string; uid: string },
              persistentVolumeReclaimPolicy: 'Delete',
              storageClassName: claim.spec.storageClassName,
              volumeMode: claim.spec.volumeMode,
            },
          },
          writer,
        );
        api.modify(
          PersistentVolumes,
          { name: volume },
          draft => {
            draft.status = { phase: 'Bound' };
          },
          { ...writer, subresource: 'status' },
        );
      }
      api.modify(
        PersistentVolumeClaims,
        claim.metadata,
        draft => {
          draft.spec.volumeName = volume;
        },
        writer,
      );
      api.modify(
        PersistentVolumeClaims,
        claim.metadata,
        draft => {
          draft.status = {
            phase: 'Bound',
            accessModes: claim.spec.accessModes,
            capacity,
          };
        },
        { ...writer, subresource: 'status' },
      );
    },
  };

  /** While pods use it, as CSI drivers do that can. */
  function grow(claim: PersistentVolumeClaim): void {
    const wanted = claim.spec.resources?.requests?.storage;
    const { capacity } = claim.status;
    if (
      wanted === undefined ||
      parseQuantity(wanted) <= parseQuantity(capacity?.storage)
    ) {
      return;
    }
    const writer = { manager: CONTROLLER_MANAGER };
    const name = claim.spec.volumeName ?? '';
    if (api.store.get(PersistentVolumes, { name })) {
      api.modify(
        PersistentVolumes,
        { name },
        draft => {
          draft.spec.capacity = { storage: wanted };
        },
        writer,
      );
    }
    api.modify(
      PersistentVolumeClaims,
      claim.metadata,
      draft => {
        draft.status.capacity = { storage: wanted };
      },
      { ...writer, subresource: 'status' },
    );
  }
}
