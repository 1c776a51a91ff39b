export {
  DefaultReadAccess,
  type DefaultReadAccessOptions,
} from './DefaultReadAccess';
export { readAccessServiceRef } from './readAccessServiceRef';
