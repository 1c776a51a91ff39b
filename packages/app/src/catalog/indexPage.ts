import catalogPlugin from '@backstage/plugin-catalog/alpha';

/** The list of the catalog, as the landing page unless config says otherwise. */
export const indexPage = catalogPlugin.getExtension('page:catalog').override({
  factory: (original, { config }) =>
    original({ config: { ...config, path: config.path ?? '/' } }),
});

/** The filter beside the list. Starts with everything: not everybody owns components, and an empty first page explains nothing. */
export const listFilter = catalogPlugin
  .getExtension('catalog-filter:catalog/list')
  .override({
    factory: original => original({ config: { initialFilter: 'all' } }),
  });
