export { sandboxPlugin } from './sandboxPlugin';
