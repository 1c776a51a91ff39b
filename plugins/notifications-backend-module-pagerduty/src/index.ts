/**
 * Sends notifications to PagerDuty.
 *
 * @packageDocumentation
 */

export { notificationsModulePagerDuty as default } from './module';
