import type { HealingPolicy } from '@groundcrew/plugin-faults-common';
import { rollBack } from './releases';

/** Images that do not come. */
export const imagePolicies: readonly HealingPolicy[] = [
  rollBack({
    id: 'roll-back-image',
    title: 'Roll back to an image that exists',
    why: 'The registry does not hand out the image of the release; that of before ran.',
    faults: [
      'image-not-found',
      'image-name-invalid',
      'image-never-pulled',
      'image-pull-unauthorized',
      'image-registry-unresolvable',
      'image-pull-failed',
    ],
    priority: 950,
  }),
  {
    id: 'run-known-image',
    title: 'Run a version that the registry has',
    why: 'A pod that is ready runs another version of the same image in this namespace.',
    trigger: { faults: ['image-not-found', 'image-name-invalid'] },
    operations: ['kubernetes.set-image'],
    limits: { attempts: 1, cooldownSeconds: 600, helpsWithinSeconds: 300 },
    priority: 940,
  },
];
