export { WindowChoice } from './WindowChoice';
