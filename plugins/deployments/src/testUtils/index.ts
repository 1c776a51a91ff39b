export { renderDeployments } from './renderDeployments';
