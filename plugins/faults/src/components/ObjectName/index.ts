export { entityOf } from './entityOf';
export { ObjectName } from './ObjectName';
