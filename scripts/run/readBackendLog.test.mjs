import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { explainBackendLog } from './readBackendLog.mjs';

const line = entry => JSON.stringify(entry);

describe('explainBackendLog', () => {
  it('shows the errors if there are any', () => {
    const log = [
      'Loading config',
      line({ level: 'info', service: 'backstage', message: 'fine' }),
      line({ level: 'error', plugin: 'catalog', message: 'database is gone' }),
      line({ level: 'info', service: 'backstage', message: 'ending' }),
    ].join('\n');
    assert.equal(explainBackendLog(log), '  catalog: database is gone');
  });

  it('shows what was thrown without its stack', () => {
    const log = [
      'Loading config',
      '/x/y.js:3',
      '    throw new SchemaError()',
      'SchemaError: the schema is wrong',
      '    at flatMap (<anonymous>) {',
      '  [cause]: Error: no such file',
      '      at compile (/x/y.js:4)',
      'Node.js v24.21.0',
    ].join('\n');
    assert.deepEqual(explainBackendLog(log).split('\n'), [
      '  SchemaError: the schema is wrong',
      '    [cause]: Error: no such file',
    ]);
  });

  it('shows the end of what is no log', () => {
    const log = Array.from({ length: 40 }, (_, index) => `at ${index}`);
    const shown = explainBackendLog(log.join('\n')).split('\n');
    assert.equal(shown.length, 15);
    assert.equal(shown.at(-1), '  at 39');
  });
});
