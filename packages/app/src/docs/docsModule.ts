import { createFrontendModule } from '@backstage/frontend-plugin-api';
import techdocsPlugin from '@backstage/plugin-techdocs/alpha';

/** The tab with the documentation of an entity, where it has some. */
const docsContent = techdocsPlugin
  .getExtension('entity-content:techdocs')
  .override({
    factory: (original, { config }) =>
      original({
        config: {
          ...config,
          title: config.title ?? 'Docs',
          filter: config.filter ?? {
            $any: [
              {
                'metadata.annotations.backstage.io/techdocs-ref': {
                  $exists: true,
                },
              },
              {
                'metadata.annotations.backstage.io/techdocs-entity': {
                  $exists: true,
                },
              },
            ],
          },
        },
      }),
  });

/** How documentation looks in this app. */
export const docsModule = createFrontendModule({
  pluginId: 'techdocs',
  extensions: [docsContent],
});
