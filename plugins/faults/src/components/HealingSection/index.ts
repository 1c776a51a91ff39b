export { HealingSection } from './HealingSection';
