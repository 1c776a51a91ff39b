import type { Impact } from '@groundcrew/plugin-faults-common';
import { exampleFinding } from './__testUtils__/exampleIncident';
import { isWorse, severityOf, type SeverityFacts } from './severityOf';

const impact = (level: Impact['level'], workloads = 1): Impact => ({
  level,
  workloads: Array.from({ length: workloads }, () => ({
    object: exampleFinding().object,
    desired: 2,
    ready: { down: 0, degraded: 1, 'at-risk': 2 }[level],
  })),
});

const facts = (changes: Partial<SeverityFacts> = {}): SeverityFacts => ({
  impact: impact('down'),
  category: 'runtime',
  environment: 'prod',
  isProduction: true,
  ...changes,
});

describe('severityOf', () => {
  it.each<[string, Partial<SeverityFacts>, string, RegExp]>([
    ['down in production', {}, 'P1', /no ready replica left/],
    [
      'down, and critical',
      { criticality: 'critical' },
      'P0',
      /Something critical/,
    ],
    ['down, and high', { criticality: 'high' }, 'P1', /prod is production/],
    ['down, and of no matter', { criticality: 'low' }, 'P2', /matters much/],
    ['many down', { impact: impact('down', 5) }, 'P0', /5 workloads/],
    ['degraded', { impact: impact('degraded') }, 'P2', /1 of 2 replicas/],
    ['at risk', { impact: impact('at-risk') }, 'P3', /runs/],
    [
      'at risk, and urgent',
      { impact: impact('at-risk'), isUrgent: true },
      'P2',
      /wants an answer soon/,
    ],
    ['down, and urgent', { isUrgent: true }, 'P1', /no ready replica left/],
    [
      'a part of the cluster',
      { impact: impact('at-risk', 0), category: 'infrastructure' },
      'P2',
      /part of the cluster/,
    ],
    [
      'down elsewhere',
      { environment: 'dev', isProduction: false },
      'P2',
      /dev is not production/,
    ],
    [
      'critical, and down elsewhere',
      { environment: 'dev', isProduction: false, criticality: 'critical' },
      'P1',
      /dev is not production/,
    ],
    [
      'of no matter, at risk, elsewhere',
      {
        impact: impact('at-risk'),
        environment: 'dev',
        isProduction: false,
        criticality: 'low',
      },
      'P3',
      /runs/,
    ],
    [
      'down nobody knows where',
      { environment: undefined },
      'P1',
      /Nobody said/,
    ],
  ])('calls what is %s as it is', (_, changes, severity, reason) => {
    const { reasons, ...judgement } = severityOf(facts(changes));
    expect(judgement.severity).toBe(severity);
    expect(reasons.join('\n')).toMatch(reason);
  });

  it('orders', () => {
    expect(isWorse('P0', 'P1')).toBe(true);
    expect(isWorse('P1', 'P1')).toBe(false);
    expect(isWorse('P3', 'P2')).toBe(false);
  });
});
