import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The words of the components of this package.
 *
 * @public
 */
export const clustersReactTranslationRef = createTranslationRef({
  id: 'plugin.groundcrew-clusters-react',
  messages: {
    status: {
      running: 'Running',
      progressing: 'Progressing',
      paused: 'Paused',
      degraded: 'Degraded',
      stopped: 'Stopped',
      completed: 'Completed',
      unknown: 'Unknown',
    },
    time: {
      justNow: 'just now',
      ago: '{{duration}} ago',
      seconds: '{{amount}} s',
      minutes: '{{amount}} min',
      hours: '{{amount}} h',
      days: '{{amount}} d',
    },
    copy: {
      action: 'Copy {{what}}',
      done: 'Copied',
    },
    freshness: {
      unreachable: 'Unreachable since {{duration}}: {{reason}}.',
      shownAsOf: 'Shown as of {{time}}.',
      neverSeen: 'Nothing of it was ever read.',
      incomplete: 'Not all is shown. {{reason}}.',
    },
    managedBy: {
      helm: 'Helm',
      argocd: 'Argo CD',
      flux: 'Flux',
      hpa: 'HPA',
      operator: 'Operator',
      other: 'Other',
      label: 'Managed by',
      nobody: 'not managed by a tool',
      decidesOnAll: '{{manager}} decides on everything of this workload',
      decidesOnReplicas: '{{manager}} decides on the number of replicas',
    },
    replicas: {
      ready: '{{ready}} of {{desired}} replicas ready',
      updated: '{{updated}} on the newest revision',
      none: 'No replicas wanted',
    },
    diff: {
      added_one: '{{count}} line added',
      added_other: '{{count}} lines added',
      removed_one: '{{count}} line removed',
      removed_other: '{{count}} lines removed',
      same: 'Both are the same.',
      addedMark: 'added',
      removedMark: 'removed',
      sideBySide: 'Side by side',
      unified: 'Unified',
      layout: 'Layout of the comparison',
      unchanged_one: 'Show {{count}} unchanged line',
      unchanged_other: 'Show {{count}} unchanged lines',
      table: 'Difference between {{before}} and {{after}}',
    },
    yaml: {
      label: '{{name}} as YAML',
      configurationHidden:
        'Values of configuration are hidden: you may not see them here.',
      what: 'YAML',
    },
    log: {
      label: 'Log of {{container}}',
      search: 'Search the log',
      matches: '{{current}} of {{total}}',
      noMatches: 'No match',
      next: 'Next match',
      previous: 'Previous match',
      follow: 'Follow',
      jump: 'Jump to newest',
      jumpNew_one: 'Jump to newest ({{count}} new line)',
      jumpNew_other: 'Jump to newest ({{count}} new lines)',
      wrap: 'Wrap lines',
      timestamps: 'Timestamps',
      formatJson: 'Format JSON',
      previousRun: 'Previous run',
      what: 'the log',
      download: 'Download the log',
      dropped:
        'The newest {{kept}} lines are kept; {{dropped}} older ones were dropped.',
      connecting: 'Opening the log …',
      empty: 'Nothing was written yet.',
      emptyPrevious: 'The previous run wrote nothing.',
      ended: 'The log ended.',
      endedBy: 'The log ended early: {{reason}}.',
      reconnect: 'Open again',
      failed: 'The log cannot be read: {{message}}',
      retry: 'Try again',
      cut: '… {{amount}} more characters in this line',
      noContainers: 'This workload has no pod with a log.',
    },
    unlinked: {
      title: 'Link {{entity}} to what runs of it',
      body: 'An annotation on the entity says which Kubernetes objects belong to it. Add one of these to its catalog-info.yaml:',
      byId: 'By an id: every object with the label backstage.io/kubernetes-id',
      bySelector: 'By labels that your objects have already',
      objectLabel: 'With the id, label your objects and their pod templates:',
      what: 'the annotation',
      whatLabel: 'the label',
      narrow:
        'backstage.io/kubernetes-namespace and backstage.io/kubernetes-cluster narrow it to one namespace or cluster.',
    },
    loadFailure: {
      since: 'For {{duration}}: {{message}}',
      retry: 'Try again',
    },
    refetch: {
      failing: 'Could not refresh since {{duration}}: {{message}}',
      retry: 'Try again',
    },
  },
});
