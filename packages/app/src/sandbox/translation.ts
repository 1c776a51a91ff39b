import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** The words of the sandbox's control page. */
export const sandboxTranslationRef = createTranslationRef({
  id: 'plugin.groundcrew-sandbox',
  messages: {
    page: {
      title: 'Sandbox',
      intro:
        'Three small clusters run inside this process. Break something here, then watch how the pages of the shop show it. Nothing outside the sandbox is touched.',
      failed: 'The sandbox does not answer',
      connect: 'The same clusters, in a terminal',
    },
    cluster: {
      region: 'Cluster {{name}}',
      workloads_one: '1 workload',
      workloads_other: '{{count}} workloads',
    },
    form: {
      fault: 'Break',
      faultPlaceholder: 'Choose a fault',
      workload: 'Workload',
      namespace: 'Namespace',
      node: 'Node',
      targetPlaceholder: 'Choose what to break',
      apply: 'Break it',
      applyLabel: 'Break it in {{cluster}}',
      applied: '{{fault}}: {{place}}',
      failed: 'Could not break it',
    },
    active: {
      title: 'Broken now',
      none: 'Nothing is broken. Choose a fault below.',
      list: 'What is broken now',
      revert: 'Revert',
      revertLabel: 'Revert "{{fault}}" on {{place}}',
      reverted: 'Reverted: {{fault}}',
      failed: 'Could not revert it',
    },
    kubeconfig: {
      copy: 'Copy',
      copyLabel: 'Copy the command',
      copied: 'Copied',
      hint: 'The contexts are named as the clusters: kubectl --context {{cluster}} get pods -A',
    },
    faults: {
      'crash-loop': 'Crash loop',
      'oom-kill': 'Out of memory',
      'wrong-image': 'Wrong image',
      'failing-readiness-probe': 'Failing readiness probe',
      'missing-configmap': 'Missing ConfigMap',
      'full-quota': 'Full quota',
      'node-down': 'Node down',
      unreachable: 'Unreachable cluster',
      'half-open': 'Half-open connections',
      'slow-api': 'Slow API server',
      'expired-token': 'Expired token',
    },
    explanations: {
      'crash-loop': 'Its containers exit a moment after they start.',
      'oom-kill': 'Its containers are killed at their memory limit.',
      'wrong-image': 'A new revision asks for an image that no registry has.',
      'failing-readiness-probe': 'It runs, and never says that it is ready.',
      'missing-configmap': 'New pods ask for a ConfigMap that is not there.',
      'full-quota': 'No more pods may be created in the namespace.',
      'node-down': 'The node stops answering, and its pods are lost.',
      unreachable: 'The API server refuses every connection.',
      'half-open': 'Connections stay open, and nothing comes through them.',
      'slow-api': 'Every answer of the API server takes seconds.',
      'expired-token': 'The API server no longer knows who is asking.',
    },
  },
});
