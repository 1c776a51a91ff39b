export { ActiveFaults } from './ActiveFaults';
