import { createPermission } from '@backstage/plugin-permission-common';

/** Break things in the embedded clusters, mend them, and see what is broken. */
export const sandboxControlPermission = createPermission({
  name: 'groundcrew.sandbox.control',
  attributes: { action: 'update' },
});
