export {
  renderOperations,
  type RenderOperationsOptions,
} from './renderOperations';
