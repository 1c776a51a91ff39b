export { MOST_LINES } from './LogBuffer';
export { LogView, type LogViewProps } from './LogView';
export type { LogSource } from './useLogStream';
