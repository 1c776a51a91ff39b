import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseStartArguments } from './parseStartArguments.mjs';

const parse = (...args) => parseStartArguments(args, '/home/me');

describe('parseStartArguments', () => {
  it('starts the sandbox on loopback when nothing is said', () => {
    assert.deepEqual(parse(), {
      mode: 'sandbox',
      port: 7007,
      host: '127.0.0.1',
      kubeconfig: undefined,
      contexts: [],
      stateDirectory: undefined,
      verbose: false,
    });
  });

  it('takes paths from where the command was typed', () => {
    const options = parse(
      ...['--kubeconfig', 'kube/config', '--context', 'a', '--context', 'b'],
      ...['--port', '80', '--state', '../state'],
    );
    assert.equal(options.mode, 'kubeconfig');
    assert.equal(options.kubeconfig, '/home/me/kube/config');
    assert.deepEqual(options.contexts, ['a', 'b']);
    assert.equal(options.port, 80);
    assert.equal(options.stateDirectory, '/home/state');
  });

  it('knows the lab', () => {
    assert.equal(parse('--lab').mode, 'lab');
    assert.deepEqual(parse('--help'), { help: true });
  });

  const mistakes = [
    [['--port', 'http'], /--port http: a port is a number/],
    [['--port', '70000'], /--port 70000/],
    [['--lab', '--kubeconfig', 'x'], /choose one/],
    [['--context', 'x'], /--kubeconfig FILE/],
    [['--prot', '1'], /--prot[\s\S]*npm start -- \[options\]/],
    [['7008'], /7008[\s\S]*npm start -- \[options\]/],
  ];
  for (const [args, message] of mistakes) {
    it(`explains ${args.join(' ')}`, () => {
      assert.throws(() => parse(...args), { name: 'UserError', message });
    });
  }
});
