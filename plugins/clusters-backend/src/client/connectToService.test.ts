import { ClusterRequestError } from '@groundcrew/plugin-clusters-node';
import { Readable } from 'node:stream';
import type { ClusterGateway } from '../gateway';
import { connectToService } from './connectToService';

const service = { namespace: 'shop', name: 'cart', port: 8080 };

function gatewayWith(answer: () => ReturnType<ClusterGateway['stream']>) {
  const stream = jest.fn(answer);
  return { gateway: { stream } as unknown as ClusterGateway, stream };
}

const refusing = (
  failure: ConstructorParameters<typeof ClusterRequestError>[0],
  message: string,
  options: { status?: number; reason?: string },
) =>
  gatewayWith(async () => {
    throw new ClusterRequestError(failure, message, options);
  }).gateway;

describe('connectToService', () => {
  it('asks through the proxy, and does not wait for the whole answer', async () => {
    const body = Readable.from([]);
    const { gateway, stream } = gatewayWith(async () => ({
      status: 200,
      headers: {},
      body,
    }));
    await expect(connectToService(gateway, service, {})).resolves.toEqual({
      isConnected: true,
      message: 'it answered with HTTP 200',
    });
    expect(stream).toHaveBeenCalledWith(
      '/api/v1/namespaces/shop/services/cart%3A8080/proxy/',
      expect.objectContaining({ isPassedOn: true }),
    );
    expect(body.destroyed).toBe(true);
  });

  it.each<[string, ClusterGateway, boolean, string]>([
    [
      'an error of its own is an answer',
      refusing('server', 'the API server answered 503', { status: 503 }),
      true,
      'it answered with HTTP 503',
    ],
    [
      'a refusal of its own, too',
      refusing('forbidden', 'forbidden', { status: 403 }),
      true,
      'it answered with HTTP 403',
    ],
    [
      'what is not HTTP, too',
      refusing(
        'server',
        'error trying to reach service: malformed HTTP response "220 mail"',
        { status: 503, reason: 'ServiceUnavailable' },
      ),
      true,
      'it answered, in another protocol',
    ],
    [
      'nothing behind it is none',
      refusing('server', 'no endpoints available for service "cart"', {
        status: 503,
        reason: 'ServiceUnavailable',
      }),
      false,
      'no endpoints available for service "cart"',
    ],
    [
      'a connection that is refused is none',
      refusing(
        'server',
        'error trying to reach service: dial tcp 10.0.0.1:8080: connect: connection refused',
        { status: 503, reason: 'ServiceUnavailable' },
      ),
      false,
      'error trying to reach service: dial tcp 10.0.0.1:8080: connect: connection refused',
    ],
  ])('%s', async (_, gateway, isConnected, message) => {
    await expect(connectToService(gateway, service, {})).resolves.toEqual({
      isConnected,
      message,
    });
  });

  it.each([
    ['may not', 'forbidden', { status: 403, reason: 'Forbidden' }],
    ['finds no Service', 'not-found', { status: 404, reason: 'NotFound' }],
    ['does not get to the API server', 'unreachable', {}],
    ['hears nothing', 'timeout', {}],
  ] as const)('knows nothing when it %s', async (_, failure, options) => {
    await expect(
      connectToService(refusing(failure, 'no', options), service, {}),
    ).rejects.toMatchObject({ failure });
  });
});
