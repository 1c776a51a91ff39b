export { AuthorizedPodLogs } from './AuthorizedPodLogs';
export { LogSessions } from './LogSessions';
export { PodLogs } from './PodLogs';
export type { LogLimits, PodLogRequest } from './PodLogs';
