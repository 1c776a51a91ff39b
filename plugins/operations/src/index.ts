export { operationsPlugin as default } from './plugin';
export { operationsTranslationRef } from './translation';
