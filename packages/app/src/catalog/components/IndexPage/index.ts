export { IndexPage } from './IndexPage';
