export { renderFaults, type RenderFaultsOptions } from './renderFaults';
export { ScriptedFaults } from './ScriptedFaults';
