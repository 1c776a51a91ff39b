export {
  AddressFilter,
  type AddressFilterOptions,
  type AddressFilterValues,
} from './AddressFilter';
export { boundaryOfDay } from './boundaryOfDay';
export { useAddressFilter, type AddressFilterState } from './useAddressFilter';
export { useSuggestions } from './useSuggestions';
export { wholeRef } from './wholeRef';
