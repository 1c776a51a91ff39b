import { createFrontendModule } from '@backstage/frontend-plugin-api';

/** What makes the app look like ours. */
export const brandModule = createFrontendModule({
  pluginId: 'app',
  extensions: [],
});
