export { advance } from './advance';
