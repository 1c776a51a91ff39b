import { createPermission } from '@backstage/plugin-permission-common';

/**
 * The type of what read permissions are decided on: a {@link ReadTarget}.
 *
 * @public
 */
export const RESOURCE_TYPE_READ_TARGET = 'groundcrew-read-target';

/**
 * See a cluster: its health, version, nodes and capacity.
 *
 * @public
 */
export const clustersReadPermission = createPermission({
  name: 'groundcrew.clusters.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_READ_TARGET,
});

/**
 * See the objects of an entity: workloads, pods, events, YAML without values of configuration.
 *
 * @public
 */
export const objectsReadPermission = createPermission({
  name: 'groundcrew.objects.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_READ_TARGET,
});

/**
 * See values of configuration: those of ConfigMaps, literal environment variables, commands and arguments. Never those of Secrets.
 *
 * @public
 */
export const configurationReadPermission = createPermission({
  name: 'groundcrew.configuration.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_READ_TARGET,
});

/**
 * Read the logs of containers.
 *
 * @public
 */
export const logsReadPermission = createPermission({
  name: 'groundcrew.logs.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_READ_TARGET,
});

/**
 * Register clusters at run time, and remove those that were registered.
 *
 * @public
 */
export const clustersRegisterPermission = createPermission({
  name: 'groundcrew.clusters.register',
  attributes: { action: 'create' },
});

/**
 * All permissions of Groundcrew's clusters.
 *
 * @public
 */
export const clustersPermissions = [
  clustersReadPermission,
  objectsReadPermission,
  configurationReadPermission,
  logsReadPermission,
  clustersRegisterPermission,
];
