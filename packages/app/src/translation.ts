import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** The words of the app itself. */
export const appTranslationRef = createTranslationRef({
  id: 'groundcrew.app',
  messages: {
    nav: {
      home: 'Groundcrew, to the catalog',
      menu: 'Menu',
      search: 'Search',
      settings: 'Settings',
    },
    signIn: {
      title: 'Who are you today?',
      subtitle:
        'This is the demo shop on three embedded clusters. Nothing here is real: choose somebody, look around, break things.',
      choose: 'Sign in as {{name}}, {{role}}',
      waiting: 'Signing in as {{name}}. The catalog is still reading the shop…',
      signingIn: 'Signing in as {{name}}…',
      failed: 'Could not sign in as {{name}}',
      retry: 'Choose somebody to try again.',
      notConfigured: 'No way to sign in',
      notConfiguredDescription:
        'The sandbox is off and no provider is configured under auth.providers. Add one, such as github, and start again.',
      github: 'Sign in with GitHub',
    },
    personas: {
      dana: {
        role: 'Developer',
        team: 'Checkout team',
        may: 'Sees the whole shop. Reads logs and configuration of checkout in dev and staging.',
      },
      olivia: {
        role: 'Service owner',
        team: 'Owns checkout, approves changes',
        may: 'What Dana may, and logs and configuration of checkout in prod as well.',
      },
      omar: {
        role: 'Operator',
        team: 'Platform team',
        may: 'Sees everything in every cluster, and registers clusters.',
      },
      vera: {
        role: 'Viewer',
        team: 'Support',
        may: 'Sees clusters and workloads. No logs, no configuration, no changes.',
      },
    },
    entityPage: {
      dependencies: 'Dependencies',
    },
  },
});
