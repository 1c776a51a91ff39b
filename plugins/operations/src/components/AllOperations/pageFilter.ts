import { AddressFilter } from '@groundcrew/plugin-clusters-react';
import { operationPhaseSchema } from '@groundcrew/plugin-operations-common';

/** The filters that are typed. */
export const TEXT_FILTERS = [
  'entity',
  'cluster',
  'environment',
  'verb',
  'actor',
] as const;

/** What operations are filtered by, as the address of the page has it. */
export const pageFilter = AddressFilter.create({
  texts: [...TEXT_FILTERS, 'from', 'to'],
  lists: { outcome: operationPhaseSchema.options },
});

/** The filters of the page. Days are as `2026-01-31`, both included, in the time zone of whoever looks. */
export type PageFilter = ReturnType<typeof pageFilter.read>;
