import { exampleVerdict } from '../engine/__testUtils__/exampleSteps';
import { exampleRuleContext } from './__testUtils__/exampleRuleContext';
import { decisiveVerdict, judge, safetyRules } from './judge';

describe('judge', () => {
  it('asks every rule, each by its name', () => {
    const verdicts = judge(exampleRuleContext());
    expect(verdicts.map(({ rule }) => rule)).toEqual([
      'freeze-window',
      'rate-per-target',
      'rate-per-cluster',
      'cooldown',
      'healthy-floor',
      'disruption-budget',
      'storm-guard',
      'dependents',
    ]);
    expect(verdicts.every(({ verdict }) => verdict === 'pass')).toBe(true);
    expect(verdicts.map(({ overridable }) => overridable)).toEqual(
      safetyRules.map(({ overridable }) => overridable),
    );
  });
});

describe('decisiveVerdict', () => {
  const pass = exampleVerdict({ rule: 'a' });
  const wait = exampleVerdict({ rule: 'b', verdict: 'wait' });
  const refusal = exampleVerdict({ rule: 'c', verdict: 'refuse' });
  const firm = (of: typeof pass) => ({ ...of, overridable: false });

  it.each([
    ['nothing', [], false, undefined],
    ['nothing against it', [pass], false, undefined],
    ['something to wait for', [pass, wait], false, 'b'],
    ['a refusal before what would pass with time', [wait, refusal], false, 'c'],
    ['what is overridden', [wait, refusal], true, undefined],
    ['what cannot be overridden', [firm(wait), refusal], true, 'b'],
    [
      'a refusal that cannot be overridden',
      [firm(wait), firm(refusal)],
      true,
      'c',
    ],
  ])('%s', (_, verdicts, override, decisive) => {
    expect(decisiveVerdict(verdicts, override)?.rule).toBe(decisive);
  });
});
