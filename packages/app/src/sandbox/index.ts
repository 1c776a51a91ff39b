export { sandboxFeatures } from './sandboxFeatures';
