import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createOverlay, formatOverlay } from './overlay.mjs';

const run = {
  port: 7107,
  host: '127.0.0.1',
  databaseDirectory: '/state/db',
  documentationDirectory: '/state/techdocs',
  encryptionKey: 'a2V5',
  alertToken: 'of-alertmanager',
  clusters: {
    auth: { providers: { personas: {} } },
    groundcrew: {
      sandbox: { enabled: true },
      clusters: { allowLoopback: true },
    },
  },
};

describe('createOverlay', () => {
  it('puts app and API on one port', () => {
    const overlay = createOverlay(run);
    assert.equal(overlay.app.baseUrl, 'http://localhost:7107');
    assert.equal(overlay.backend.baseUrl, 'http://localhost:7107');
    assert.deepEqual(overlay.backend.listen, { port: 7107, host: '127.0.0.1' });
    assert.equal(overlay.backend.database.connection.directory, '/state/db');
  });

  it('lets the app be served from elsewhere', () => {
    const overlay = createOverlay({ ...run, appPort: 3000 });
    assert.equal(overlay.app.baseUrl, 'http://localhost:3000');
    assert.equal(overlay.backend.baseUrl, 'http://localhost:7107');
    assert.equal(overlay.backend.cors.origin, 'http://localhost:3000');
  });

  it('shows the host where it is not this machine alone', () => {
    const at = host => createOverlay({ ...run, host }).app.baseUrl;
    assert.equal(at('0.0.0.0'), 'http://localhost:7107');
    assert.equal(at('10.0.0.7'), 'http://10.0.0.7:7107');
  });

  it('keeps what the mode says of the registry beside the key', () => {
    const { groundcrew, auth } = createOverlay(run);
    assert.deepEqual(groundcrew, {
      sandbox: { enabled: true },
      clusters: {
        allowLoopback: true,
        encryptionKeys: [{ id: 'first-run', key: 'a2V5' }],
      },
    });
    assert.deepEqual(auth, { providers: { personas: {} } });
  });
});

describe('formatOverlay', () => {
  it('writes values that Backstage reads back as they are', () => {
    const text = formatOverlay({ path: '/home/${USER}/x', list: ['$plain'] });
    const [comment, ...json] = text.split('\n');
    assert.match(comment, /^# /);
    assert.deepEqual(JSON.parse(json.join('\n')), {
      path: '/home/$${USER}/x',
      list: ['$plain'],
    });
  });
});
