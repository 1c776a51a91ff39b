/**
 * Takes alerts from Alertmanager.
 *
 * @packageDocumentation
 */

export { faultsModuleAlertmanager as default } from './module';
