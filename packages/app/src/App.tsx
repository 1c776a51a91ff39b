import { createApp } from '@backstage/frontend-defaults';
import { brandModule } from './brand';
import { entityPageModule } from './entityPage';
import { navModule } from './nav';
import { sandboxFeatures } from './sandbox';
import { signInFeatures } from './signIn';

/** The app. Plugins are found among the dependencies of this package (`app.packages: all`); what stands here is the app's own. */
export const app = createApp({
  features: [
    brandModule,
    navModule,
    entityPageModule,
    signInFeatures,
    sandboxFeatures,
  ],
});
