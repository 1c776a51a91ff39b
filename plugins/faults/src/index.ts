export { faultsPlugin as default } from './plugin';
export { faultsApiRef } from './api';
export { faultsTranslationRef } from './translation';
