import { KubeObject, keyOf, referenceOf } from '../api/objects';
import { resourceId } from '../api/resources';
import { Controller, ControllerContext } from './Controller';

const COMPONENT = 'garbage-collector';
const MANAGER = 'kube-controller-manager';

/** Deletes what has lost all its owners, and carries out foreground and orphaning deletions. */
export function createGarbageCollector({ api }: ControllerContext): Controller {
  const { store, registry } = api;
  return {
    name: COMPONENT,
    affectedBy: ({ type, resource, object }) => {
      const { uid, deletionTimestamp, ownerReferences } = object.metadata;
      const keys: string[] = [];
      if (type === 'DELETED') {
        keys.push(`uid/${uid}`);
        // A foreground deletion may have waited for this one.
        for (const owner of ownerReferences ?? []) {
          keys.push(`owner/${owner.uid}`);
        }
        return keys;
      }
      if (deletionTimestamp) keys.push(`owner/${uid}`);
      if (type === 'ADDED' && ownerReferences?.length) {
        keys.push(`object/${resourceId(resource)}/${keyOf(object.metadata)}`);
      }
      return keys;
    },
    reconcile(key) {
      const [what, id, ...rest] = key.split('/');
      if (what === 'uid') {
        for (const { object } of store.dependentsOf(id)) collect(object);
      } else if (what === 'owner') {
        const owner = store.byUid(id);
        if (owner) finishDeletion(owner);
      } else {
        const type = registry
          .all()
          .find(candidate => resourceId(candidate) === id);
        const object = type && store.get(type, referenceOf(rest.join('/')));
        if (object) collect(object);
      }
    },
  };

  /** Deletes an object none of whose owners is left. */
  function collect(object: KubeObject): void {
    const owners = object.metadata.ownerReferences ?? [];
    const type = registry.findKind(object.apiVersion, object.kind);
    if (!type || owners.length === 0 || object.metadata.deletionTimestamp) {
      return;
    }
    const left = owners.filter(({ uid }) => store.byUid(uid));
    if (left.length === 0) {
      api.delete(type, object.metadata, { propagationPolicy: 'Background' });
    } else if (left.length < owners.length) {
      api.modify(
        type,
        object.metadata,
        draft => {
          draft.metadata.ownerReferences = left;
        },
        { manager: MANAGER },
      );
    }
  }

  function finishDeletion(owner: KubeObject): void {
    const { uid, finalizers = [], deletionTimestamp } = owner.metadata;
    if (!deletionTimestamp) return;
    const dependents = store.dependentsOf(uid);
    if (finalizers.includes('orphan')) {
      for (const { resource, object } of dependents) {
        api.modify(
          resource,
          object.metadata,
          draft => {
            draft.metadata.ownerReferences =
              draft.metadata.ownerReferences?.filter(
                reference => reference.uid !== uid,
              );
          },
          { manager: MANAGER },
        );
      }
      dropFinalizer(owner, 'orphan');
    } else if (finalizers.includes('foregroundDeletion')) {
      let blocked = false;
      for (const { resource, object } of dependents) {
        const reference = object.metadata.ownerReferences?.find(
          candidate => candidate.uid === uid,
        );
        blocked ||= Boolean(reference?.blockOwnerDeletion);
        if (!object.metadata.deletionTimestamp) {
          api.delete(resource, object.metadata, {
            propagationPolicy: 'Foreground',
          });
        }
      }
      if (!blocked) dropFinalizer(owner, 'foregroundDeletion');
    }
  }

  function dropFinalizer(owner: KubeObject, finalizer: string): void {
    const type = registry.findKind(owner.apiVersion, owner.kind);
    if (!type || !store.get(type, owner.metadata)) return;
    api.modify(
      type,
      owner.metadata,
      draft => {
        draft.metadata.finalizers = draft.metadata.finalizers?.filter(
          name => name !== finalizer,
        );
      },
      { manager: MANAGER },
    );
  }
}
