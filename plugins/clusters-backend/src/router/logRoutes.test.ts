import { once } from 'node:events';
import { get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { mockServices } from '@backstage/backend-test-utils';
import express from 'express';
import { eventually } from '@groundcrew/plugin-clusters-node/testUtils';
import { createRouter, type RouterOptions } from './createRouter';

describe('the route of a log', () => {
  const log = new PassThrough();
  let server: Server;

  beforeAll(async () => {
    const app = express();
    app.use(
      MiddlewareFactory.create({
        config: mockServices.rootConfig(),
        logger: mockServices.logger.mock(),
      }).compression(),
    );
    app.use(
      createRouter({
        httpAuth: mockServices.httpAuth(),
        auditor: mockServices.auditor.mock({
          createEvent: async () => ({
            success: async () => {},
            fail: async () => {},
          }),
        }),
        logs: { open: async () => log },
      } as Partial<Record<keyof RouterOptions, unknown>> as RouterOptions),
    );
    server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterAll(async () => {
    server.closeAllConnections();
    await new Promise(resolve => {
      server.close(resolve);
    });
  });

  async function ask(path: string): Promise<IncomingMessage> {
    const { port } = server.address() as AddressInfo;
    const request = get({
      port,
      path,
      headers: { 'accept-encoding': 'gzip' },
    });
    const [answer] = await once(request, 'response');
    return answer;
  }

  it('hands each line on as it is written, where all else is compressed', async () => {
    const other = await ask('/v1/openapi.json');
    other.resume();
    expect(other.headers).toHaveProperty('content-encoding', 'gzip');

    const answer = await ask('/v1/clusters/c/namespaces/n/pods/p/log?follow');
    expect(answer.headers).not.toHaveProperty('content-encoding');
    for (const line of ['one\n', 'two\n']) {
      log.write(line);
      const [received] = await once(answer, 'data');
      expect(String(received)).toBe(line);
    }
    answer.destroy();
    await eventually(() => log.destroyed);
  });
});
