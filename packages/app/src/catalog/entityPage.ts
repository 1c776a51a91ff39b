import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { orderTabs } from './orderTabs';

/** The page of an entity: one flat row of tabs, in the order of a developer's day. */
export const entityPage = catalogPlugin
  .getExtension('page:catalog/entity')
  .override({
    factory: (original, { config, inputs }) =>
      original({
        config: {
          ...config,
          // Tabs of groups that are not defined stand alone instead of in a menu.
          groups: config.groups ?? [{ overview: { title: 'Overview' } }],
        },
        inputs: {
          ...inputs,
          contents: orderTabs(
            inputs.contents,
            content => content.node.spec.plugin.pluginId,
            content => content.node.spec.id,
          ),
        },
      }),
  });
