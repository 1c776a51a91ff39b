import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { AddressFilter } from './AddressFilter';

/**
 * The filters that the address of a page holds, and how to change them.
 *
 * @public
 */
export interface AddressFilterState<TFilter extends { cursor: string }> {
  filter: TFilter;
  /** Filters otherwise, from the first page on. */
  change(more: Partial<Omit<TFilter, 'cursor'>>): void;
  /** Goes to the page that begins there; to the first one with an empty cursor. */
  goTo(cursor: string): void;
  /** Takes all filters away. */
  clear(): void;
}

/**
 * The filters that the address of the page holds: it can be sent to others, and the browser's way back takes filters back.
 *
 * @param addressFilter - the same one each time
 *
 * @public
 */
export function useAddressFilter<TFilter extends { cursor: string }>(
  addressFilter: AddressFilter<TFilter>,
): AddressFilterState<TFilter> {
  const [params, setParams] = useSearchParams();
  const filter = useMemo(
    () => addressFilter.read(params),
    [addressFilter, params],
  );
  return {
    filter,
    change(more) {
      setParams(addressFilter.write({ ...filter, ...more, cursor: '' }));
    },
    goTo(cursor) {
      setParams(addressFilter.write({ ...filter, cursor }));
    },
    clear() {
      setParams(new URLSearchParams());
    },
  };
}
