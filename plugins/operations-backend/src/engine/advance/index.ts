export { advance } from './advance';
export { CONFIRM_WITHIN_MS } from './answers';
export { UNKNOWN_FOR_MS } from './definitionUnknown';
