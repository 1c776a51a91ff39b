export type { HealingWorld } from './HealingWorld';
export { startLabWorld } from './startLabWorld';
export { startSandboxWorld } from './startSandboxWorld';
