import type {
  IncidentRunbook,
  Runbook,
  RunbookList,
} from '@groundcrew/plugin-faults-common';
import { objectRef } from './incidents';

/** A runbook for missing configuration; give what differs. */
export function runbook(more: Partial<Runbook> = {}): Runbook {
  return {
    id: 'missing-configuration',
    title: 'Configuration is missing',
    severity: 'P1',
    symptoms: ['config-map-missing'],
    investigation: [
      {
        text: 'See what there is.',
        command: 'kubectl -n <namespace> get configmap',
      },
      { text: 'Look at the dashboard.', link: 'https://grafana.test/d/1' },
    ],
    resolution: [
      {
        text: 'Go back to what ran.',
        operation: { id: 'kubernetes.roll-back' },
        verify: 'the pods are ready',
      },
      { text: 'Bring it back from Git.' },
    ],
    escalation: [
      { afterMinutes: 0, to: 'owner' },
      { afterMinutes: 15, to: 'group:default/platform' },
      { afterMinutes: 60, to: 'whoever operates the cluster' },
    ],
    body: '# Configuration is missing\n\nA container refers to **nothing**.\n',
    source: '@groundcrew/plugin-faults-backend/missing-configuration.md',
    isShipped: true,
    docs: {
      entityRef: 'component:default/groundcrew',
      path: 'runbooks/missing-configuration/',
    },
    ...more,
  };
}

/** The same as an incident shows it; give what differs. */
export function incidentRunbook(
  more: Partial<IncidentRunbook> = {},
): IncidentRunbook {
  const { body: _, investigation, ...rest } = runbook();
  return {
    ...rest,
    fit: 'fault',
    isWorse: false,
    investigation: [
      {
        text: 'See what there is.',
        command: 'kubectl -n shop-checkout get configmap',
      },
      investigation[1],
    ],
    resolution: [
      {
        text: 'Go back to what ran.',
        operation: {
          id: 'kubernetes.roll-back',
          target: objectRef(),
          input: { revision: 3 },
        },
        verify: 'the pods are ready',
      },
      {
        text: 'Cordon its node.',
        noOperation: 'No Node has to do with this incident.',
      },
      { text: 'Bring it back from Git.' },
    ],
    ...more,
  };
}

/** All runbooks, of each sort one, and one that is none; give what differs. */
export function runbookList(more: Partial<RunbookList> = {}): RunbookList {
  const { docs, id, isShipped, severity, source, title } = runbook();
  return {
    runbooks: [
      {
        id,
        title,
        severity,
        source,
        isShipped,
        docs,
        symptoms: [
          {
            id: 'config-map-missing',
            type: 'fault',
            title: 'A ConfigMap does not exist',
          },
          { id: 'missing-configuration', type: 'detector' },
          { id: 'startup', type: 'category' },
          { id: 'gone-wrong', type: 'unknown' },
        ],
      },
      {
        id: 'shop-cart',
        title: 'The cart of the shop',
        severity: 'P2',
        source: 'https://git.test/shop/runbooks/shop-cart.md',
        isShipped: false,
        match: {
          kinds: ['Deployment'],
          environments: ['staging', 'prod'],
          entities: ['component:default/cart'],
          suspects: ['release'],
        },
        symptoms: [
          { id: 'application-crash', type: 'fault', title: 'It crashes' },
        ],
      },
    ],
    broken: [
      {
        source: 'https://git.test/shop/runbooks/mail.md',
        error: 'line 3: severity: Invalid enum value',
      },
    ],
    ...more,
  };
}
