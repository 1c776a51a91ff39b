export type { ConformanceTarget } from './targets/ConformanceTarget';
