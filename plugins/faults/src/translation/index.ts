export { faultsTranslationRef } from './faultsTranslationRef';
