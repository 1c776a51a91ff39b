export { sandboxControlPermission } from './permissions';
export { sandboxPlugin } from './sandboxPlugin';
export { sandboxServiceFactory } from './sandboxServiceFactory';
