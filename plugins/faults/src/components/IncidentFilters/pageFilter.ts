import { AddressFilter } from '@groundcrew/plugin-clusters-react';
import { severitySchema } from '@groundcrew/plugin-faults-common';

/** The filters that are typed. */
export const TEXT_FILTERS = [
  'environment',
  'cluster',
  'entity',
  'fault',
] as const;

/** What incidents are filtered by, as the address of the page has it. */
export const pageFilter = AddressFilter.create({
  texts: [...TEXT_FILTERS, 'assignee', 'from', 'to', 'muted', 'state'],
  lists: { severity: severitySchema.options },
});

/** The filters of the page. */
export type PageFilter = ReturnType<typeof pageFilter.read>;
