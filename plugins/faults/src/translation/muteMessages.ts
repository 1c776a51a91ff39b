/** The words of the Mutes tab. */
export const muteMessages = {
  mutes: {
    label: 'Mutes',
    what: 'What',
    where: 'Where',
    reason: 'Why',
    by: 'By',
    until: 'Until',
    actions: 'Actions',
    anyObject: 'everything in it',
    anyNamespace: 'the whole cluster',
    left: '{{time}} left',
    end: 'End it',
    endOf: 'End it: {{what}}',
    forbidden: 'It takes the permission groundcrew.incidents.respond there.',
    failed: 'The mute was not ended',
    ended: 'The mute of {{what}} has ended.',
    noneTitle: 'Nothing is muted',
    noneHint:
      'An incident that nobody needs to hear of for a while can be muted on its page, with a reason and an end.',
  },
} as const;
