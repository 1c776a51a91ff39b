/** The words of the Faults tab of an entity, and of its card. */
export const entityMessages = {
  headline: {
    incidents_one:
      '{{count}} incident, {{severity}} in {{place}}, for {{since}}. {{message}}',
    incidents_other:
      '{{count}} incidents, the worst {{severity}} in {{place}}, for {{since}}. {{message}}',
    muted_one:
      '{{count}} incident, and it is muted: {{severity}} in {{place}}, for {{since}}. {{message}}',
    muted_other:
      '{{count}} incidents, and all of them are muted. The worst is {{severity}} in {{place}}, for {{since}}. {{message}}',
    recovering_one:
      '{{count}} incident is recovering, {{severity}} in {{place}}: nothing is wrong any more for {{since}}. It was: {{message}}',
    recovering_other:
      '{{count}} incidents are recovering, the worst {{severity}} in {{place}}: nothing is wrong any more for {{since}}. It was: {{message}}',
    ofObject: '{{object}}: {{message}}',
    suspected: '{{message}} ({{change}}, {{when}})',
    justFound_one: 'Found just now in {{place}}. {{message}}',
    justFound_other:
      '{{count}} causes found just now, the surest in {{place}}. {{message}}',
    well: 'Nothing is wrong in {{places}}',
    unknown: 'Whether something is wrong is not known',
  },
  looked: {
    at: 'Looked at {{when}}.',
    stale:
      'Nobody can say how it is in {{place}}: it cannot be read for {{since}} ({{reason}}).',
    never: 'Nobody can say how it is in {{place}}: it was never read.',
    incomplete: 'Not all of {{place}} is known: {{reason}}.',
    unknownKinds:
      'In {{place}}, what depends on {{kinds}} is not judged: not all of them can be read.',
    nowhere:
      'No cluster is known where it could be looked for. Clusters come from the configuration of Backstage or from the Clusters page.',
  },
  hidden_one: '{{count}} more fault is not shown: you may not see the object.',
  hidden_other:
    '{{count}} more faults are not shown: you may not see the objects.',
  tab: {
    worst: 'The worst incident',
    only: 'The incident',
    others: 'Other incidents',
    causes: 'Found just now, without an incident yet',
    latent: 'Worth mending ({{amount}})',
    latentHint: 'Nothing suffers from these now.',
    past: 'Past incidents',
    pastNone: 'None that is kept.',
    allPast: 'All of them',
  },
  reliability: {
    heading: 'Reliability',
    window: 'Over the last',
    days_one: '{{count}} day',
    days_other: '{{count}} days',
    none: 'Nothing of it was seen to run in this time, so nothing is known of how it did.',
    availability: 'Availability',
    availabilityHint:
      'The share of the time, of that in which somebody looked, in which every workload had a ready replica.',
    notKnown: 'not known',
    of: 'Reliability in {{place}}',
    now: 'now',
    observed: 'looked at for {{time}} of {{window}}',
    objective: 'Objective {{percent}}',
    budget: 'Error budget left',
    budgetHint:
      'The objective allows it to be down for {{budget}} in this time. It was down for {{down}}.',
    budgetUsed: 'used up',
    burn: 'At the pace of the last hour, it is used {{rate}} times as fast as the objective allows.',
    incidents_one: '{{count}} incident',
    incidents_other: '{{count}} incidents',
    mttr: 'MTTR',
    mttrHint:
      'Mean time to recovery: from when an incident opened to when it was over, on average.',
    mtbf: 'MTBF',
    mtbfHint:
      'Mean time between failures: how long it went on from one incident to the next, on average.',
    noFailure: 'no failure',
    tooEarly: 'too early to say',
    noneEnded: 'none ended',
    strip: 'Health in {{place}}: {{summary}}',
    span: '{{health}} for {{lasted}}, from {{from}} to {{to}}',
    health: {
      up: 'up',
      degraded: 'degraded',
      down: 'down',
      idle: 'idle',
      unknown: 'not known',
    },
  },
  card: {
    title: 'Faults',
    open: 'Open Faults',
    more_one: '{{count}} more incident',
    more_other: '{{count}} more incidents',
  },
} as const;
