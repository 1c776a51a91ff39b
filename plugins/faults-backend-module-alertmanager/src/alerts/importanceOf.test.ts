import { importanceOf, type ImportanceFacts } from './importanceOf';

const facts = (changes: Partial<ImportanceFacts> = {}): ImportanceFacts => ({
  severity: 'warning',
  environment: 'dev',
  isProduction: false,
  hasSuffered: false,
  workloads: 1,
  flaps: 0,
  ...changes,
});
const inProd = { environment: 'prod', isProduction: true };

describe('importanceOf', () => {
  it.each<[string, Partial<ImportanceFacts>, number]>([
    ['a warning outside of production', {}, 0.35],
    ['a warning in production', inProd, 0.5],
    ['something critical anywhere', { severity: 'Critical' }, 0.5],
    ['a warning from which something suffers', { hasSuffered: true }, 0.6],
    ['information in production', { ...inProd, severity: 'info' }, 0.2],
    ['a watchdog', { ...inProd, severity: 'none' }, 0.2],
    ['no severity in production', { ...inProd, severity: undefined }, 0.45],
    ['a severity of somebody’s own', { severity: 'sev7' }, 0.3],
    [
      'an environment that nobody named',
      { environment: undefined, isProduction: true },
      0.5,
    ],
    ['a node of many workloads', { ...inProd, workloads: 5 }, 0.6],
    ['what is critical', { criticality: 'critical' }, 0.55],
    ['what matters little', { ...inProd, criticality: 'low' }, 0.4],
    ['what cries wolf', { ...inProd, flaps: 3 }, 0.35],
    [
      'everything at once',
      {
        ...inProd,
        severity: 'critical',
        hasSuffered: true,
        workloads: 9,
        criticality: 'critical',
      },
      1,
    ],
    [
      'what somebody silenced',
      { ...inProd, severity: 'critical', hasSuffered: true, silencedBy: 'ada' },
      0,
    ],
  ])('weighs %s', (_, changes, score) => {
    expect(importanceOf(facts(changes)).score).toBe(score);
  });

  it('says why, and leaves out what makes no difference', () => {
    const { terms } = importanceOf(
      facts({ ...inProd, severity: 'none', criticality: 'normal' }),
    );
    expect(terms).toEqual([
      { id: 'environment', weight: 0.2, message: 'prod is production' },
    ]);
    expect(
      importanceOf(facts({ silencedBy: '' })).terms.map(
        ({ message }) => message,
      ),
    ).toEqual([
      'Its rule says: warning',
      'dev is not production',
      'Somebody silenced it in Alertmanager',
    ]);
  });
});
