/**
 * Finds what is wrong in the linked clusters, and why.
 *
 * @packageDocumentation
 */

export { faultsPlugin, faultsPlugin as default } from './plugin';
