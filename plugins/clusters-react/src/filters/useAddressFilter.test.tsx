import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter, useLocation } from 'react-router-dom';
import { AddressFilter } from './AddressFilter';
import { useAddressFilter } from './useAddressFilter';

const addressFilter = AddressFilter.create({
  texts: ['entity', 'cluster'],
  lists: { severity: ['P0', 'P1'] },
});

function render(search: string) {
  return renderHook(
    () => ({
      ...useAddressFilter(addressFilter),
      search: useLocation().search,
    }),
    {
      wrapper: ({ children }: { children: ReactNode }) => (
        <MemoryRouter initialEntries={[`/faults${search}`]}>
          {children}
        </MemoryRouter>
      ),
    },
  );
}

describe('useAddressFilter', () => {
  it('holds in the address what is filtered by', () => {
    const { result } = render('?cluster=dev&severity=P1');
    expect(result.current.filter).toEqual({
      entity: '',
      cluster: 'dev',
      cursor: '',
      severity: ['P1'],
    });
    act(() => result.current.change({ entity: 'checkout', cluster: '' }));
    expect(result.current.search).toBe('?entity=checkout&severity=P1');
    expect(result.current.filter.entity).toBe('checkout');
  });

  it('goes on from the first page when it filters otherwise', () => {
    const { result } = render('?cluster=dev');
    act(() => result.current.goTo('c2'));
    expect(result.current.search).toBe('?cluster=dev&cursor=c2');
    act(() => result.current.change({ severity: ['P0'] }));
    expect(result.current.search).toBe('?cluster=dev&severity=P0');
  });

  it('takes all filters away', () => {
    const { result } = render('?cluster=dev&cursor=c2');
    act(() => result.current.clear());
    expect(result.current.search).toBe('');
  });
});
