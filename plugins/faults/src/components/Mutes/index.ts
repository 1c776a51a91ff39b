export { MutesPage } from './MutesPage';
