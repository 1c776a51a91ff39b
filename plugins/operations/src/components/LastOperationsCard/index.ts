export { LastOperationsCard } from './LastOperationsCard';
