import { createPermission } from '@backstage/plugin-permission-common';
import { RESOURCE_TYPE_READ_TARGET } from '@groundcrew/plugin-clusters-common';

/**
 * Answer for incidents: acknowledge, assign, note, resolve, reopen, and mute what causes them. Reading them takes
 * `groundcrew.objects.read`.
 *
 * @public
 */
export const incidentsRespondPermission = createPermission({
  name: 'groundcrew.incidents.respond',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_READ_TARGET,
});

/**
 * Switch healing policies and pause healing: what goes on without a person from then on.
 *
 * @public
 */
export const healingConfigurePermission = createPermission({
  name: 'groundcrew.healing.configure',
  attributes: { action: 'update' },
});

/**
 * All permissions of Groundcrew's faults.
 *
 * @public
 */
export const faultsPermissions = [
  incidentsRespondPermission,
  healingConfigurePermission,
];
