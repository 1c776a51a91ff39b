export { AllOperations } from './AllOperations';
