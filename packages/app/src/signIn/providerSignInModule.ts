import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';

/** Signs in with what stands under `auth.providers`. */
export const providerSignInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    SignInPageBlueprint.make({
      params: {
        loader: () =>
          import('./components/ProviderSignInPage').then(
            m => m.ProviderSignInPage,
          ),
      },
    }),
  ],
});
