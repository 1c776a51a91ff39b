export { isNotFound, messageOf } from './messageOf';
