export { databaseNow } from './databaseNow';
export { DatabaseLeases } from './DatabaseLeases';
export { holdLease, type HoldLeaseOptions } from './holdLease';
export type { HeldLease, Leases } from './Leases';
export { whileRenewed, type WhileRenewedOptions } from './whileRenewed';
