import { fetchApiRef } from '@backstage/frontend-plugin-api';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { clustersApiRef } from './clustersApiRef';
import { useClustersApi } from './useClustersApi';

describe('useClustersApi', () => {
  it('prefers what the app registered', () => {
    const registered = { listClusters: jest.fn() };
    const { result } = renderHook(useClustersApi, {
      wrapper: ({ children }: { children: ReactNode }) => (
        <TestApiProvider
          apis={[
            [clustersApiRef, registered],
            [fetchApiRef, { fetch: jest.fn() }],
          ]}
        >
          {children}
        </TestApiProvider>
      ),
    });
    expect(result.current).toBe(registered);
  });

  it('asks the backend itself when the app registered nothing', async () => {
    const nothing = { items: [], problems: [], environments: ['dev'] };
    const fetch = jest.fn(async () => ({
      ok: true,
      json: async () => nothing,
    }));
    const { result } = renderHook(useClustersApi, {
      wrapper: ({ children }: { children: ReactNode }) => (
        <TestApiProvider
          apis={[
            [
              fetchApiRef,
              { fetch: fetch as unknown as typeof globalThis.fetch },
            ],
          ]}
        >
          {children}
        </TestApiProvider>
      ),
    });
    await expect(result.current.listClusters()).resolves.toEqual(nothing);
    expect(fetch).toHaveBeenCalledWith(
      'plugin://groundcrew-clusters/v1/clusters',
      expect.anything(),
    );
  });
});
