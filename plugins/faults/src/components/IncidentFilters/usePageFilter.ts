import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { readFilter, writeFilter, type PageFilter } from './filterParams';

/** The filters that the address of the page holds. */
export function usePageFilter() {
  const [params, setParams] = useSearchParams();
  const filter = useMemo(() => readFilter(params), [params]);
  return {
    filter,
    /** Filters otherwise, from the first on. */
    change(more: Partial<Omit<PageFilter, 'cursor'>>) {
      setParams(writeFilter({ ...filter, ...more, cursor: '' }));
    },
    goTo(cursor: string) {
      setParams(writeFilter({ ...filter, cursor }));
    },
    clear() {
      setParams(new URLSearchParams());
    },
  };
}
