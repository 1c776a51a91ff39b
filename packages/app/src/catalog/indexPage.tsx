import {
  coreExtensionData,
  createExtensionInput,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { RiApps2Line } from '@remixicon/react';

/** The list of the catalog, in place of the plugin's own: the landing page unless config says otherwise. */
export const indexPage = PageBlueprint.makeWithOverrides({
  inputs: {
    filters: createExtensionInput([coreExtensionData.reactElement]),
  },
  factory: (original, { inputs }) =>
    original({
      path: '/',
      routeRef: catalogPlugin.routes.catalogIndex,
      title: 'Catalog',
      icon: <RiApps2Line fontSize="inherit" />,
      loader: async () => {
        const { IndexPage } = await import('./components/IndexPage');
        return (
          <IndexPage
            filters={inputs.filters.map(filter =>
              filter.get(coreExtensionData.reactElement),
            )}
          />
        );
      },
    }),
});

/** The filter beside the list. Starts with everything: not everybody owns components, and an empty first page explains nothing. */
export const listFilter = catalogPlugin
  .getExtension('catalog-filter:catalog/list')
  .override({
    factory: original => original({ config: { initialFilter: 'all' } }),
  });
