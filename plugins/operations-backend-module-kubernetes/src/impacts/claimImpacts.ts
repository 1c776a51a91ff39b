import type { ObjectStore } from '@groundcrew/plugin-clusters-node';
import type { Impact } from '@groundcrew/plugin-operations-common';
import type { PersistentVolumeClaim } from 'kubernetes-types/core/v1';

/** What it means that a claim grows. */
export function claimImpacts(
  { metadata }: PersistentVolumeClaim,
  store: ObjectStore,
): Impact[] {
  const { name, namespace } = metadata ?? {};
  const set = store
    .list('StatefulSet', { namespace })
    .find(({ metadata: { name: setName = '' } = {}, spec }) =>
      spec?.volumeClaimTemplates?.some(template =>
        new RegExp(`^${template.metadata?.name}-${setName}-\\d+$`).test(
          name ?? '',
        ),
      ),
    );
  return [
    {
      severity: 'warning',
      code: 'not-undone',
      message:
        'It cannot be made smaller again, and may cost more from now on.',
    },
    ...(set
      ? [
          {
            severity: 'note' as const,
            code: 'claim-template',
            message: `The template of StatefulSet ${set.metadata?.name} keeps the size of before: replicas that are added get that.`,
          },
        ]
      : []),
  ];
}
