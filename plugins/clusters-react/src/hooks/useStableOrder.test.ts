import { renderHook } from '@testing-library/react';
import { useStableOrder } from './useStableOrder';

describe('useStableOrder', () => {
  it('leaves what was seen where it was and puts what is new last', () => {
    const { result, rerender } = renderHook(
      items => useStableOrder(items, item => item),
      { initialProps: ['b', 'a'] },
    );
    expect(result.current).toEqual(['b', 'a']);
    rerender(['a', 'c', 'b']);
    expect(result.current).toEqual(['b', 'a', 'c']);
    rerender(['c', 'b']);
    expect(result.current).toEqual(['b', 'c']);
  });
});
