export { policyModule } from './policyModule';
