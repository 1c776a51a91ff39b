import type { IncidentDetail } from '@groundcrew/plugin-faults-common';
import {
  exampleFinding,
  exampleIncident,
} from './__testUtils__/exampleIncident';
import { postMortemOf } from './postMortemOf';

const MINUTE = 60_000;
const at = (minutes: number) => new Date(minutes * MINUTE).toISOString();

function detail(changes: Partial<IncidentDetail> = {}): IncidentDetail {
  const { affected, category, object, ...record } = {
    ...exampleIncident(),
    ...exampleFinding(),
  };
  return {
    id: 7,
    revision: 1,
    phase: 'open',
    severity: 'P1',
    object,
    environment: 'prod',
    fault: record.fault,
    category,
    detector: record.detector,
    title: record.title,
    message: record.message,
    confidence: record.confidence,
    entities: ['component:default/cart'],
    affected,
    symptomCount: 1,
    openedAt: at(0),
    respondBy: at(30),
    isOverdue: false,
    reopened: 0,
    explanation: {
      ...record.explanation,
      cause: exampleFinding({
        evidence: [{ source: 'log', message: '<img src=x> | *boom*\n# Owned' }],
      }),
      symptoms: [
        {
          finding: exampleFinding(),
          by: object,
          relation: 'is-needed',
          message: 'front needs cart',
        },
      ],
      excluded: [{ object, message: 'Node node-a is ready' }],
      changes: [
        {
          at: at(-2),
          kind: 'release',
          object,
          action: 'modified',
          message: 'Image changed',
          by: 'helm',
          isSuspect: true,
        },
      ],
      proposals: [{ title: 'Roll back', why: 'It worked before' }],
    },
    severityReasons: ['cart has no ready replica left'],
    timeline: [
      { at: at(0), kind: 'opened', message: 'cart crashes' },
      {
        at: at(3),
        kind: 'acknowledged',
        message: 'on it',
        actor: 'user:default/dana',
      },
    ],
    mergedFrom: [],
    mayRespond: true,
    ...changes,
  };
}

describe('postMortemOf', () => {
  const resolved = detail({
    acknowledgedAt: at(3),
    acknowledgedBy: 'user:default/dana',
    resolvedAt: at(65),
  });

  it.each<[string, RegExp]>([
    ['what it was', /^# Incident 7: It crashes$/m],
    ['how bad', /\*\*Severity\*\*: P1 \(cart has no ready replica left\)/],
    ['where', /Deployment `shop\/cart` in `dev`, prod/],
    ['how long', /after 1 hour 5 minutes/],
    ['who answered, and how fast', /user:default\/dana, 3 minutes after/],
    ['what it did', /0 of 1 replicas ready/],
    ['what changed before', /Image changed \(helm\)/],
    ['what came of it', /front needs cart/],
    ['what it was not', /Node node-a is ready/],
    ['what was proposed', /Roll back: It worked before/],
  ])('says %s', (_, words) => {
    expect(postMortemOf(resolved, 0)).toMatch(words);
  });

  it('has one timeline of what happened and what changed, in order', () => {
    const rows = postMortemOf(resolved, 0)
      .split('\n')
      .filter(line => line.startsWith('| 19'));
    expect(rows.map(row => row.split('|')[2].trim())).toEqual([
      'Deployment cart: Image changed',
      'cart crashes',
      'on it',
    ]);
  });

  it('says of one that goes on, and that nobody answered, just that', () => {
    const text = postMortemOf(
      detail({
        explanation: {
          ...detail().explanation,
          changes: [],
          impact: { level: 'at-risk', workloads: [] },
        },
        entities: [],
      }),
      5 * MINUTE,
    );
    expect(text).toMatch(/not yet, after 5 minutes/);
    expect(text).toMatch(/\*\*Answered\*\*: by nobody/);
    expect(text).toMatch(/Nothing is known to have changed/);
    expect(text).toMatch(/Everything that should run ran/);
    expect(text).toMatch(/none that the catalog knows/);
  });

  it('lets no words of a cluster become more than words', () => {
    const text = postMortemOf(resolved, 0);
    expect(text).toContain('\\<img src=x\\> \\| \\*boom\\* \\# Owned');
    expect(text).not.toMatch(/^# Owned/m);
  });
});
