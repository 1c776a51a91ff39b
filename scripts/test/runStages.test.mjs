import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { UserError } from '../userError.mjs';
import { parseTestArguments } from './parseTestArguments.mjs';
import { runStages } from './runStages.mjs';

const stage = (id, run, more) => ({ id, title: `The ${id}`, run, ...more });

describe('runStages', () => {
  it('runs each stage whatever became of the others, and shows failures last', async t => {
    const lines = [];
    t.mock.method(console, 'log', line => lines.push(line));
    const totals = await runStages(
      [
        stage('one', async () => ({ passed: 3, failed: 0, notes: ['slow'] })),
        stage('two', async () => {
          throw new UserError('no disk');
        }),
        stage('three', async () => ({
          passed: 1,
          failed: 2,
          skipped: 1,
          failures: ['a broke\n  ● cards › wrap\n    expected 1', 'b broke'],
        })),
      ],
      { children: { stopping: false } },
    );
    assert.deepEqual(totals, { passed: 4, failed: 3, skipped: 1 });
    const text = lines.join('\n');
    assert.match(
      text,
      /^ok {4}one {10}3 passed, 0 failed {2}\(.*\)\n {6}slow\n/,
    );
    assert.match(text, /FAIL {2}two .* 0 passed, 1 failed/);
    assert.match(
      text,
      /2 failed[^\n]*\n {6}failed: a broke\n {6}failed: ● cards › wrap\n {6}failed: b broke\n/,
    );
    assert.match(text, /The two[^\n]*\nno disk/);
    assert.ok(text.lastIndexOf('a broke') > text.indexOf('── The three'));
    assert.ok(text.lastIndexOf('no disk') > text.indexOf('1 passed, 2 failed'));
  });
});

describe('parseTestArguments', () => {
  const stages = [
    stage('types'),
    stage('lint', undefined, { forPackage: true }),
    stage('unit', undefined, { forPackage: true }),
  ];
  const parse = (...args) =>
    parseTestArguments(args, stages, { environment: {} });

  it('runs all stages, those that are named, or those of a package', () => {
    assert.deepEqual(parse().stages, ['types', 'lint', 'unit']);
    assert.deepEqual(parse('--only', 'unit,types').stages, ['unit', 'types']);
    const one = parse('--package', 'plugins/clusters-common/');
    assert.deepEqual(one.stages, ['lint', 'unit']);
    assert.equal(one.packageDirectory, 'plugins/clusters-common');
  });

  it('knows when it runs in CI', () => {
    const ci = CI => parseTestArguments([], stages, { environment: { CI } }).ci;
    assert.deepEqual(
      [ci('true'), ci('1'), ci('false'), ci('')],
      [true, true, false, false],
    );
  });

  it('explains mistakes', () => {
    const fails = (args, message) =>
      assert.throws(() => parse(...args), { name: 'UserError', message });
    fails(['--only', 'unti'], /no stage "unti": there are types, lint, unit/);
    fails(['--package', 'plugins/none'], /no package in plugins\/none/);
    fails(['--watch'], /--watch[\s\S]*npm test --/);
  });
});
