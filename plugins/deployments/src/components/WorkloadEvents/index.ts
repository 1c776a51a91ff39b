export { EventsTab, type EventsTabProps } from './EventsTab';
