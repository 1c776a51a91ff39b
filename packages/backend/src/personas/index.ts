export { personasModule } from './personasModule';
