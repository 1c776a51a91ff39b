import catalogPlugin from '@backstage/plugin-catalog/alpha';

/** The overview of an entity: how it runs first, then how it hangs together. */
export const overview = catalogPlugin
  .getExtension('entity-content:catalog/overview')
  .override({
    factory: (original, { inputs }) =>
      original({
        inputs: {
          ...inputs,
          cards: [
            ...inputs.cards.filter(card => isOurs(card.node)),
            ...inputs.cards.filter(card => !isOurs(card.node)),
          ],
        },
      }),
  });

function isOurs(node: { spec: { plugin: { pluginId: string } } }): boolean {
  return node.spec.plugin.pluginId.startsWith('groundcrew-');
}
