import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { explainYarnFailure } from './installPackages.mjs';
import { dependencyClosure, listWorkspaces } from './workspaces.mjs';

describe('explainYarnFailure', () => {
  const cases = [
    [
      '➤ YN0028: │ The lockfile would have been modified',
      /yarn\.lock does not fit/,
    ],
    ['➤ YN0001: │ RequestError: getaddrinfo ENOTFOUND x', /cannot be reached/],
    ['➤ YN0001: │ Error: ENOSPC: no space left', /the disk is full/],
    ['➤ YN0082: │ x@npm:1: No candidates found, Error', /No candidates found/],
    ['', /Yarn failed/],
  ];
  for (const [log, message] of cases) {
    it(`says ${message}`, () => {
      assert.match(explainYarnFailure(log, 'install.log'), message);
    });
  }
});

describe('the workspaces', () => {
  it('of this repository hold the app, and all that it is built from', async () => {
    const workspaces = await listWorkspaces();
    const closure = dependencyClosure(workspaces, 'app');
    const directories = closure.map(({ directory }) => directory);
    assert.ok(directories.includes('packages/app'));
    assert.ok(directories.includes('plugins/clusters-common'));
    assert.ok(!directories.includes('packages/backend'));
  });

  it('may depend on each other in a circle', () => {
    const workspace = (name, dependencies, devDependencies) => ({
      directory: name,
      manifest: { name, dependencies, devDependencies },
    });
    const workspaces = [
      workspace('a', { b: 'workspace:^', react: '^18' }),
      workspace('b', { a: 'workspace:^' }, { c: 'workspace:^' }),
      workspace('c'),
    ];
    assert.deepEqual(
      dependencyClosure(workspaces, 'a').map(({ directory }) => directory),
      ['a', 'b'],
    );
  });
});
