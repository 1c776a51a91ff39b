export { NotKept } from './NotKept';
