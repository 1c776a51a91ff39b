import catalogPlugin from '@backstage/plugin-catalog/alpha';

/** Cards of the overview that the Dependencies tab tells better, or that stay empty here. */
export const emptyCards = [
  catalogPlugin.getExtension('entity-card:catalog/depends-on-components'),
  catalogPlugin.getExtension('entity-card:catalog/depends-on-resources'),
  catalogPlugin.getExtension('entity-card:catalog/has-subcomponents'),
  catalogPlugin.getExtension('entity-card:catalog/has-subdomains'),
].map(card => card.override({ disabled: true }));
