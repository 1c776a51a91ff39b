export { deploymentsPlugin as default } from './plugin';
export { deploymentsApiRef } from './api';
export { deploymentsTranslationRef } from './translation';
