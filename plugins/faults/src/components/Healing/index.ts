export { HealingPage } from './HealingPage';
