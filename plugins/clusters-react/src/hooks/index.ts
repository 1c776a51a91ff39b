export {
  useLiveEntityRevision,
  type LiveEntityRevision,
} from './useLiveEntityRevision';
export {
  POLL_MS,
  SAFETY_POLL_MS,
  useLiveQuery,
  type LiveQueryResult,
  type UseLiveQueryOptions,
} from './useLiveQuery';
export { useOptionalRoute } from './useOptionalRoute';
export { useTickingText } from './useTickingText';
export { useStableOrder } from './useStableOrder';
