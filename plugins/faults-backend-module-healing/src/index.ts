/**
 * Heals incidents by policies.
 *
 * @packageDocumentation
 */

export { faultsModuleHealing as default } from './module';
