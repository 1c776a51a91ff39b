import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';

/** Signs in as one of the people of the shop. */
export const personaSignInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    SignInPageBlueprint.make({
      params: {
        loader: () =>
          import('./components/PersonaSignInPage').then(
            m => m.PersonaSignInPage,
          ),
      },
    }),
  ],
});
