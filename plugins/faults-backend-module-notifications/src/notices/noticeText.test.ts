import { exampleIncident } from '../__testUtils__/exampleIncident';
import { noticeOfIncident, noticeOfStorm } from './noticeText';

const told = {
  message: 'It is P1.',
  reason: 'opened' as const,
  severity: 'P1' as const,
};
const cart = {
  cluster: 'dev',
  kind: 'Deployment',
  namespace: 'shop',
  name: 'cart',
};
const { explanation } = exampleIncident();

describe('noticeOfIncident', () => {
  it.each([
    ['P0', 'critical'],
    ['P1', 'high'],
    ['P2', 'normal'],
    ['P3', 'low'],
  ] as const)('is for a %s as severe as %s', (severity, expected) => {
    expect(
      noticeOfIncident(exampleIncident(), { ...told, severity }).severity,
    ).toBe(expected);
  });

  it.each([
    ['opened', 'cart in dev: It crashes', 'high'],
    ['worse', 'cart in dev: It crashes', 'high'],
    ['escalated', 'Nobody answers: cart in dev: It crashes', 'high'],
    ['healed', 'Healed: cart in dev: It crashes', 'low'],
    ['over', 'Over: cart in dev: It crashes', 'low'],
  ] as const)('says in its title that it is %s', (reason, title, severity) => {
    expect(
      noticeOfIncident(exampleIncident(), { ...told, reason }),
    ).toMatchObject({ title, severity });
  });

  it('says what was wrong when it is over, and nothing of what to do', () => {
    expect(
      noticeOfIncident(exampleIncident(), {
        ...told,
        reason: 'over',
        message: 'It is over.',
      }),
    ).toMatchObject({
      description:
        'It is over. What was wrong: cart crashes soon after it starts.',
      metadata: { 'groundcrew.io/state': 'over' },
    });
  });

  it('names what nobody knows by its object and its cluster', () => {
    const { metadata, title } = noticeOfIncident(
      exampleIncident({
        entities: [],
        environment: undefined,
        explanation: { ...explanation, proposals: [] },
      }),
      told,
    );
    expect(title).toBe('cart in dev: It crashes');
    expect(metadata).toEqual({
      'groundcrew.io/state': 'open',
      'groundcrew.io/severity': 'P1',
      'groundcrew.io/cluster': 'dev',
      'groundcrew.io/fault': 'application-crash',
    });
  });

  it('lists the worst of many, and stays short', () => {
    const { description = '', title } = noticeOfIncident(
      exampleIncident({
        entities: ['component:default/cart', 'component:default/emails'],
        affected: Array.from({ length: 120 }, () => cart),
        explanation: {
          ...explanation,
          cause: {
            ...explanation.cause,
            title: 'x'.repeat(400),
            message: `${'y'.repeat(2_000)}`,
          },
        },
      }),
      told,
    );
    expect(title).toMatch(/^cart and 1 more in dev: x+…$/);
    expect(title).toHaveLength(200);
    expect(description).toHaveLength(1_500);
    expect(
      noticeOfIncident(
        exampleIncident({ affected: Array.from({ length: 120 }, () => cart) }),
        told,
      ).description,
    ).toContain('120 objects suffer, the worst: cart (0 of 1 ready).');
  });
});

describe('noticeOfStorm', () => {
  const storm = { cluster: 'prod-eu', key: 'storm:prod-eu:5', size: 12 };

  it('says how many, where, and lists the worst', () => {
    expect(
      noticeOfStorm(
        storm,
        [
          exampleIncident({ severity: 'P1' }),
          exampleIncident({ entities: ['component:default/emails'] }),
        ],
        told,
      ),
    ).toEqual({
      title: '12 incidents at once in dev',
      description:
        'It is P1. The worst: cart in dev: It crashes (P1); emails in dev: It crashes (P2).',
      link: '/faults',
      scope: 'groundcrew-storm-prod-eu-5',
      topic: 'groundcrew-incidents',
      severity: 'high',
      metadata: {
        'groundcrew.io/state': 'open',
        'groundcrew.io/severity': 'P1',
        'groundcrew.io/cluster': 'prod-eu',
        'groundcrew.io/environment': 'dev',
      },
    });
  });

  it('names the cluster where it is in several environments, or over', () => {
    expect(
      noticeOfStorm(
        storm,
        [exampleIncident(), exampleIncident({ environment: 'prod' })],
        told,
      ).title,
    ).toBe('12 incidents at once in prod-eu');
    expect(noticeOfStorm(storm, [], { ...told, reason: 'over' })).toMatchObject(
      {
        title: '12 incidents in prod-eu are over',
        description: 'It is P1.',
        severity: 'low',
      },
    );
  });
});
