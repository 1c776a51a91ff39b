/** The words of the lists of incidents, open and past. */
export const listMessages = {
  filters: {
    label: 'Filter incidents',
    state: 'State',
    stateResolved: 'Resolved',
    stateAll: 'All',
    severity: 'Severity',
    any: 'Any',
    environment: 'Environment',
    cluster: 'Cluster',
    entity: 'Entity',
    fault: 'Fault',
    from: 'From',
    to: 'To',
    mine: 'Assigned to me',
    muted: 'Also muted ones',
    clear: 'Take all filters away',
  },
  list: {
    headline_one:
      '{{count}} incident is open, {{severity}} in {{place}}: {{title}} ({{object}})',
    headline_other:
      '{{count}} incidents are open, the worst {{severity}} in {{place}}: {{title}} ({{object}})',
    headlineMore:
      'More than {{amount}} incidents are open, the worst {{severity}} in {{place}}: {{title}} ({{object}})',
    waiting_one: '{{count}} of them wants an answer that nobody gave in time.',
    waiting_other: '{{count}} of them want an answer that nobody gave in time.',
    noneTitle: 'No incident is open',
    noneHint:
      'Clusters are watched all the time: what breaks stands here as soon as it shows. To see that, break something with kubectl, or on the page of the sandbox.',
    noneFilteredTitle: 'No incident is like that',
    noneFilteredHint: 'Take a filter away to see more.',
    noneHistoryTitle: 'No incident has ended yet',
    noneHistoryHint:
      'Those that were resolved are kept here, with why they were and what was done.',
  },
  fleet: {
    heading: 'When and where',
    range: 'How far back',
    hour: '1 hour',
    day: '24 hours',
    week: '7 days',
    label: 'Incidents by cluster, from {{from}} to {{to}}',
    bar: '{{severity}}: {{title}}. {{object}} in {{cluster}}, from {{from}} to {{to}} ({{lasted}}).',
    barOpen:
      '{{severity}}: {{title}}. {{object}} in {{cluster}}, since {{from}} ({{lasted}}), not resolved.',
    none: 'No incident in this time.',
    cut_one: 'Only the newest is drawn.',
    cut_other: 'Only the newest {{count}} are drawn.',
  },
} as const;
