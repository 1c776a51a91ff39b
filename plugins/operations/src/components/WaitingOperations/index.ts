export { WaitingOperations } from './WaitingOperations';
