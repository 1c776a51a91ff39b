import { renderHook } from '@testing-library/react';
import { useSuggestions } from './useSuggestions';

interface Incident {
  cluster?: string;
  entities: string[];
}

const VALUES_OF = {
  cluster: ({ cluster }: Incident) => [cluster],
  entity: ({ entities }: Incident) => entities,
};

describe('useSuggestions', () => {
  it('knows what was seen since the page was opened, each once and sorted', () => {
    const { result, rerender } = renderHook(
      (incidents: Incident[]) => useSuggestions(incidents, VALUES_OF),
      {
        initialProps: [
          { cluster: 'prod', entities: ['shop', 'cart'] },
          { cluster: 'prod', entities: [] },
          { entities: ['cart'] },
        ],
      },
    );
    expect(result.current).toEqual({
      cluster: ['prod'],
      entity: ['cart', 'shop'],
    });
    rerender([{ cluster: 'dev', entities: [] }]);
    expect(result.current).toEqual({
      cluster: ['dev', 'prod'],
      entity: ['cart', 'shop'],
    });
  });
});
