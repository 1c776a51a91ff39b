export type {
  LiveReader,
  LiveReaders,
  LiveReadOptions,
  LogTailRequest,
  PodUsage,
} from './LiveReader';
export { liveReadersServiceRef } from './liveReadersServiceRef';
