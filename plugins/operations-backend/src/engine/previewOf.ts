import type {
  Impact,
  OperationTarget,
  Preview,
} from '@groundcrew/plugin-operations-common';
import type { PreviewDraft } from '@groundcrew/plugin-operations-node';
import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import { canonicalJson } from '../audit/canonicalJson';

/**
 * A preview as people see it, from what a definition worked out.
 *
 * @remarks
 *
 * Its hash covers the fields that would be written, with their values, and the identity of the objects; not how they are
 * now, and not their resourceVersions. So it stays the same for as long as the operation would do the same.
 */
export function previewOf(
  draft: PreviewDraft,
  options: {
    operation: string;
    target: OperationTarget;
    impacts: readonly Impact[];
    now: Date;
  },
): Preview {
  const { operation, target, impacts, now } = options;
  const written = draft.changes.map(
    ({ object, uid, action, fields, after }) => ({
      kind: object.kind,
      namespace: object.namespace,
      name: object.name,
      uid,
      action,
      fields,
      after,
    }),
  );
  return {
    summary: draft.summary,
    source: draft.source,
    changes: draft.changes.map(({ object, action, fields, before, after }) => ({
      object: { cluster: target.cluster, ...object },
      action,
      fields,
      before: textOf(before),
      after: textOf(after),
    })),
    impacts: [...draft.impacts, ...impacts],
    disruptions: (draft.disruptions ?? []).map(({ workload, ...counts }) => ({
      workload: { cluster: target.cluster, ...workload },
      ...counts,
    })),
    hash: createHash('sha256')
      .update(
        canonicalJson([operation, target.cluster, target.uid ?? '', written]),
      )
      .digest('hex'),
    computedAt: now.toISOString(),
  };
}

/** Empty for what is not there. */
function textOf(object: object | undefined): string {
  return object && Object.keys(object).length > 0 ? stringify(object) : '';
}
