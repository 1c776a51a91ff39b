import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';

const dependenciesContent = EntityContentBlueprint.make({
  name: 'groundcrew-dependencies',
  params: {
    path: '/dependencies',
    title: 'Dependencies',
    group: 'documentation',
    filter: { kind: { $in: ['component', 'resource', 'system', 'api'] } },
    loader: async () => {
      const { DependenciesContent } = await import('./DependenciesContent');
      return <DependenciesContent />;
    },
  },
});

/** Adds the app's own tabs to the entity page. */
export const entityPageModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [dependenciesContent],
});
