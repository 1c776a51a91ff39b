export { Reliability } from './Reliability';
