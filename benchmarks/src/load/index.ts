export { PODS_PER_DEPLOYMENT, startLoadedLab } from './startLoadedLab';
export { writeCatalog } from './writeCatalog';
