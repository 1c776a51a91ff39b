export { durationParts, type DurationParts } from './durationParts';
export { RelativeTime, type RelativeTimeProps } from './RelativeTime';
