/**
 * Tells the right people once about incidents.
 *
 * @packageDocumentation
 */

export { faultsModuleNotifications as default } from './module';
