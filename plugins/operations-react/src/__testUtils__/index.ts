export { renderOperations } from './renderOperations';
