import { createPermission } from '@backstage/plugin-permission-common';

/**
 * The type of what permissions about operations are decided on: a {@link TargetContext}.
 *
 * @public
 */
export const RESOURCE_TYPE_OPERATION_TARGET = 'groundcrew-operation-target';

/**
 * See operations: what was asked for, by whom, and what became of it.
 *
 * @public
 */
export const operationsReadPermission = createPermission({
  name: 'groundcrew.operations.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_OPERATION_TARGET,
});

/**
 * Ask for an operation on a target. Whether it then needs an approval is a matter of config.
 *
 * @public
 */
export const operationsRunPermission = createPermission({
  name: 'groundcrew.operations.run',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_OPERATION_TARGET,
});

/**
 * Approve or refuse operations of others.
 *
 * @public
 */
export const operationsApprovePermission = createPermission({
  name: 'groundcrew.operations.approve',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_OPERATION_TARGET,
});

/**
 * Run an operation past a safety rule that may be overridden, such as a freeze window.
 *
 * @public
 */
export const operationsOverridePermission = createPermission({
  name: 'groundcrew.operations.override',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_OPERATION_TARGET,
});

/**
 * Export the audit trail, and verify it.
 *
 * @public
 */
export const operationsAuditPermission = createPermission({
  name: 'groundcrew.operations.audit',
  attributes: { action: 'read' },
});

/**
 * All permissions of Groundcrew's operations.
 *
 * @public
 */
export const operationsPermissions = [
  operationsReadPermission,
  operationsRunPermission,
  operationsApprovePermission,
  operationsOverridePermission,
  operationsAuditPermission,
];
