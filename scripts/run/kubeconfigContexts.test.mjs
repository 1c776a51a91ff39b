import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chooseContexts } from './kubeconfigContexts.mjs';

describe('chooseContexts', () => {
  const choose = more =>
    chooseContexts({
      kubeconfig: '/kube',
      contexts: ['dev', 'prod'],
      wanted: [],
      ...more,
    });

  it('takes every context, or those that are named', () => {
    assert.deepEqual(choose(), ['dev', 'prod']);
    assert.deepEqual(choose({ wanted: ['prod'] }), ['prod']);
  });

  it('explains what is wrong', () => {
    assert.throws(() => choose({ wanted: ['prd'] }), {
      name: 'UserError',
      message: '/kube has no context "prd": it has dev, prod',
    });
    assert.throws(() => choose({ problem: 'is not YAML' }), {
      name: 'UserError',
      message: '/kube is not YAML',
    });
  });
});
