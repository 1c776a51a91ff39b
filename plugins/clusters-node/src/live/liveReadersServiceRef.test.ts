import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { createClusterFixture } from '../testUtils';
import type { LiveReader, LiveReaders } from './LiveReader';
import { liveReadersServiceRef } from './liveReadersServiceRef';

describe('liveReadersServiceRef', () => {
  it('gives any plugin the readers that the clusters plugin provides', async () => {
    const fixture = createClusterFixture({ clusters: { dev: {}, new: {} } });
    const reader: LiveReader = { tailLog: jest.fn(), podUsage: jest.fn() };
    fixture.writer('dev').provideLiveReader(reader);
    let readers: LiveReaders | undefined;
    const backend = await startTestBackend({
      features: [
        fixture.factory,
        createBackendPlugin({
          pluginId: 'some-reader',
          register(env) {
            env.registerInit({
              deps: { found: liveReadersServiceRef },
              async init({ found }) {
                readers = found;
              },
            });
          },
        }),
      ],
    });
    expect(readers?.reader('dev')).toBe(reader);
    expect(() => readers?.reader('new')).toThrow(ServiceUnavailableError);
    expect(() => readers?.reader('gone')).toThrow(NotFoundError);
    await backend.stop();
  });
});
