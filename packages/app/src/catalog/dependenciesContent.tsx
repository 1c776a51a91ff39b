import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';

/** The tab with the graph of dependencies. */
export const dependenciesContent = EntityContentBlueprint.make({
  name: 'dependencies',
  params: {
    path: '/dependencies',
    title: 'Dependencies',
    filter: { kind: { $in: ['component', 'resource', 'system', 'api'] } },
    loader: async () => {
      const { DependenciesContent } = await import(
        './components/DependenciesContent'
      );
      return <DependenciesContent />;
    },
  },
});
