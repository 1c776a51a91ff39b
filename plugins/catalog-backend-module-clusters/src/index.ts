export { catalogModuleClusters as default } from './module';
