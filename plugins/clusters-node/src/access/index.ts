export {
  createTargetAuthorizer,
  type TargetAuthorizerOptions,
} from './createTargetAuthorizer';
export {
  DefaultReadAccess,
  type DefaultReadAccessOptions,
} from './DefaultReadAccess';
export { readAccessServiceRef } from './readAccessServiceRef';
