import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The words of the Operations page and of the card of an entity.
 *
 * @public
 */
export const operationsTranslationRef = createTranslationRef({
  id: 'plugin.groundcrew-operations',
  messages: {
    page: { title: 'Operations' },
    tabs: {
      label: 'Parts of the Operations page',
      all: 'All',
      waiting: 'Waiting for you',
      waitingCount: 'Waiting for you ({{amount}})',
    },
    failed: {
      title: 'Operations cannot be shown',
      stillWorks:
        'What runs goes on, and so do operations that have begun. The page tries again by itself.',
    },
    list: {
      label: 'Operations',
      when: 'Asked for',
      what: 'What',
      where: 'Where',
      who: 'By',
      outcome: 'State',
      took: 'Took',
      newest: 'Back to the newest',
      older: 'Older',
      pages: 'Pages',
      emptyTitle: 'Nothing was asked for yet',
      emptyHint:
        'Every change that is made through Groundcrew is listed here. Open a workload of one of your components and restart it, or cordon a node on the page of a cluster.',
      noneTitle: 'No operation is like that',
      noneHint: 'Take a filter away to see more.',
      clear: 'Take all filters away',
    },
    filters: {
      label: 'Filter operations',
      entity: 'Entity',
      cluster: 'Cluster',
      environment: 'Environment',
      verb: 'Verb',
      outcome: 'State',
      anyOutcome: 'Any',
      actor: 'Asked by',
      from: 'From',
      to: 'To',
    },
    export: {
      csv: 'Export as CSV',
      json: 'Export as JSON',
      failed: 'The export failed',
      done: 'operations.{{format}} was saved with what the filters let through.',
      forbidden: 'It takes the permission groundcrew.operations.audit.',
    },
    audit: {
      verify: 'Verify audit trail',
      verifying: 'Every row of the audit trail is being looked at …',
      failed: 'The audit trail could not be verified',
      whole_one: 'The audit trail is whole: its row is as it was written.',
      whole_other:
        'The audit trail is whole: all {{count}} rows are as they were written.',
      empty: 'The audit trail is empty: nothing was recorded yet.',
      broken_one:
        'The audit trail is not whole: something is wrong in 1 place.',
      broken_other:
        'The audit trail is not whole: something is wrong in {{count}} places.',
      brokenHint:
        'Somebody or something changed the database past Groundcrew. Keep a copy of it and compare it with the anchors outside of it.',
      at: 'Row {{sequence}}: {{message}}',
      more: 'and {{amount}} more places',
      anchored:
        'Anchors outside of the database vouch for it up to row {{sequence}}.',
      neverAnchored: 'No anchor outside of the database vouches for it yet.',
      blindSpot: 'Blind spot: {{blindSpot}}',
      verifiedAt: 'Verified {{when}}.',
      rows: 'Audit trail',
      sequence: 'Row',
      at_: 'When',
      event: 'Event',
      actor: 'By',
      facts: 'What happened',
      allFacts: 'All facts',
      hash: 'Hash',
      none: 'No row tells of it.',
      rowsFailed: 'Its rows cannot be shown: {{message}}',
    },
    waiting: {
      emptyTitle: 'Nothing waits for you',
      emptyHint:
        'When somebody asks for a change that you may approve, it stands here until you answer or it expires. Backstage notifies you.',
      askedBy: '{{who}} asked {{when}}',
      noReason: 'No reason was given.',
      look: 'Look at it and decide',
      hide: 'Hide',
      open: 'Open its page',
      heading_one: '{{count}} operation waits for your answer',
      heading_other: '{{count}} operations wait for your answer',
      approved: 'You approved: {{title}}',
      refused: 'You refused: {{title}}',
    },
    decision: {
      heading: 'Your answer',
      comment: 'Comment (optional)',
      commentHint: 'Whoever asked reads it. It is kept in the audit trail.',
      approve: 'Approve',
      refuse: 'Refuse',
      failed: 'Your answer was not taken',
      notYou: 'You cannot answer it: {{reason}}',
    },
    operation: {
      back: 'All operations',
      gone: 'There is no operation {{id}}',
      goneHint:
        'It never was, its time of retention is over, or you may not see it.',
      target: 'Target',
      environment: 'Environment',
      owner: 'Owner of the target',
      entity: 'Entity',
      askedBy: 'Asked by',
      askedAt: 'Asked for',
      began: 'Began',
      ended: 'Ended',
      took: 'Took',
      reason: 'Reason',
      noReason: 'not given',
      risk: 'Risk',
      input: 'Input',
      undoes: 'Undoes',
      parent: 'Part of',
      another: 'another operation',
      progress: 'What became of it',
      change: 'What it was asked to do',
      approvals: 'Approval',
      approved: '{{who}} approved it {{when}}',
      refused: '{{who}} refused it {{when}}',
      nobodyYet: 'Nobody has answered yet.',
    },
    card: {
      title: 'Last operations',
      all: 'All of them',
      empty: 'Nothing was changed through Groundcrew yet.',
    },
  },
});
