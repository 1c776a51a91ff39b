import { equalJson } from '../api/json';
import { KubeObject, ownedBy } from '../api/objects';
import { ControllerRevisions } from '../api/resources';
import { DaemonSet, StatefulSet } from '../api/workloadTypes';
import { ControllerContext } from './Controller';
import { CONTROLLER_MANAGER } from './podFactory';
import { templateHash } from './templateHash';

export const REVISION_LABEL = 'controller-revision-hash';
const HASH_LABEL = 'controller.kubernetes.io/hash';

/** Keeps the template of a StatefulSet or DaemonSet as a ControllerRevision; returns the name of the newest one. */
export function recordRevision(
  { api }: ControllerContext,
  owner: StatefulSet | DaemonSet,
  kept: number,
): string {
  const revisions = api.store
    .controlledBy(ControllerRevisions, owner.metadata.uid)
    .sort((a, b) => a.revision - b.revision);
  const template = owner.spec.template as unknown as Record<string, unknown>;
  const data = { spec: { template: { ...template, $patch: 'replace' } } };
  const newest = revisions.at(-1);
  const same = revisions.find(revision => equalJson(revision.data, data));
  if (same) {
    if (newest && same !== newest) {
      api.modify(
        ControllerRevisions,
        same.metadata,
        draft => {
          draft.revision = newest.revision + 1;
        },
        { manager: CONTROLLER_MANAGER },
      );
    }
    return same.metadata.name;
  }
  for (const old of revisions.slice(0, Math.max(0, revisions.length - kept))) {
    api.delete(ControllerRevisions, old.metadata);
  }
  const hash = templateHash(owner.spec.template);
  const name = `${owner.metadata.name}-${hash}`;
  api.create(
    ControllerRevisions,
    {
      metadata: {
        name,
        namespace: owner.metadata.namespace,
        labels: {
          ...owner.spec.selector.matchLabels,
          [owner.kind === 'DaemonSet' ? REVISION_LABEL : HASH_LABEL]: hash,
        },
        ownerReferences: [ownedBy(owner as KubeObject)],
      },
      data,
      revision: (newest?.revision ?? 0) + 1,
    },
    { manager: CONTROLLER_MANAGER },
  );
  return name;
}
