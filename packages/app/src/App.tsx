import { createApp } from '@backstage/frontend-defaults';
import { catalogModule } from './catalog';
import { docsModule } from './docs';
import { navModule } from './nav';
import { sandboxFeatures } from './sandbox';
import { signInFeatures } from './signIn';

/** Makes the app. Plugins are found among the dependencies of this package (`app.packages: all`); what stands here is the app's own. */
export function createGroundcrewApp() {
  return createApp({
    features: [
      navModule,
      catalogModule,
      docsModule,
      signInFeatures,
      sandboxFeatures,
    ],
  });
}
