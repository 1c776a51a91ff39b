import type {
  Explanation,
  Proposal,
  RunbookResolutionStep,
} from '@groundcrew/plugin-faults-common';
import {
  exampleFinding,
  exampleIncident,
} from '../incidents/__testUtils__/exampleIncident';
import { exampleRunbook } from './__testUtils__/exampleRunbook';
import { incidentRunbookOf } from './incidentRunbookOf';

const at = { cluster: 'prod', namespace: 'shop' };
const CART = { ...at, kind: 'Deployment', name: 'cart' };
const POD = { ...at, kind: 'Pod', name: 'cart-1' };
const NODE = { cluster: 'prod', kind: 'Node', name: 'node-a' };
const rollBack: Proposal = {
  title: 'Roll back',
  why: 'It ran.',
  operation: {
    id: 'kubernetes.roll-back',
    target: CART,
    input: { revision: 3 },
    risk: 'medium',
  },
};

function explanation(more: Partial<Explanation> = {}): Explanation {
  return {
    ...exampleIncident().explanation,
    cause: {
      ...exampleFinding(),
      object: CART,
      evidence: [
        { source: 'object', message: 'it crashed', object: POD },
        { source: 'object', message: 'on it', object: NODE },
      ],
    },
    symptoms: [],
    impact: { level: 'down', workloads: [] },
    proposals: [rollBack],
    ...more,
  };
}

const stepOf = (step: Partial<RunbookResolutionStep>, more = {}) =>
  incidentRunbookOf(
    {
      runbook: exampleRunbook({ resolution: [{ text: 'Do.', ...step }] }),
      fit: 'fault',
      isWorse: false,
    },
    explanation(more),
  ).resolution[0];

describe('incidentRunbookOf', () => {
  it('leaves the text out, and says what fits', () => {
    const runbook = exampleRunbook();
    expect(
      incidentRunbookOf(
        { runbook, fit: 'detector', isWorse: true },
        explanation(),
      ),
    ).toEqual({
      ...runbook,
      body: undefined,
      fit: 'detector',
      isWorse: true,
    });
  });

  it.each([
    ['kubectl -n <namespace> logs <pod>', 'kubectl -n shop logs cart-1'],
    ['kubectl describe <kind>/<name>', 'kubectl describe deployment/cart'],
    ['use <cluster>', 'use prod'],
    ['patch <claim> to <size>', 'patch <claim> to <size>'],
  ])('fills in %s', (command, expected) => {
    expect(stepOf({ command }).command).toBe(expected);
  });

  it('leaves to a person what the incident does not say', () => {
    const cause = { ...exampleFinding(), object: NODE, evidence: [] };
    expect(
      stepOf({ command: 'kubectl -n <namespace> logs <pod>' }, { cause })
        .command,
    ).toBe('kubectl -n <namespace> logs <pod>');
  });

  it('lets no name become more than one word of a command', () => {
    const object = { ...at, kind: 'Role', name: "a; rm -rf $(b)'" };
    const cause = { ...exampleFinding(), object, evidence: [] };
    expect(stepOf({ command: 'get <name>' }, { cause }).command).toBe(
      `get 'a; rm -rf $(b)'\\'''`,
    );
  });

  it.each<
    [
      string,
      NonNullable<RunbookResolutionStep['operation']>,
      Partial<Explanation>,
      object,
    ]
  >([
    [
      'what is proposed, filled in',
      { id: 'kubernetes.roll-back' },
      {},
      { target: CART, input: { revision: 3 } },
    ],
    [
      'its own input first',
      { id: 'kubernetes.roll-back', input: { revision: 2 } },
      {},
      { target: CART, input: { revision: 2 } },
    ],
    [
      'the cause, where it is not proposed',
      { id: 'kubernetes.restart' },
      {},
      { target: CART, input: {} },
    ],
    [
      'the cause by name',
      { id: 'kubernetes.roll-back', target: 'cause' },
      {},
      { target: CART, input: { revision: 3 } },
    ],
    [
      'the first object of a kind',
      { id: 'kubernetes.cordon', target: { kind: 'Node' } },
      {},
      { target: NODE, input: {} },
    ],
    [
      'what suffers',
      { id: 'kubernetes.restart', target: { kind: 'StatefulSet' } },
      {
        impact: {
          level: 'down',
          workloads: [
            {
              object: { ...at, kind: 'StatefulSet', name: 'db' },
              ready: 0,
              desired: 1,
            },
          ],
        },
      },
      { target: { ...at, kind: 'StatefulSet', name: 'db' }, input: {} },
    ],
  ])('aims at %s', (_, operation, more, expected) => {
    expect(stepOf({ operation }, more)).toEqual({
      text: 'Do.',
      operation: { id: operation.id, ...expected },
    });
  });

  it.each([
    [{ kind: 'StatefulSet' }, 'No StatefulSet has to do with this incident.'],
    [
      { kind: 'Pod', name: 'db-0' },
      'No Pod db-0 has to do with this incident.',
    ],
    [
      { kind: 'Pod', namespace: 'kube-system' },
      'No Pod has to do with this incident.',
    ],
  ])('says that there is nothing like %j', (target, noOperation) => {
    expect(stepOf({ operation: { id: 'kubernetes.restart', target } })).toEqual(
      { text: 'Do.', noOperation },
    );
  });
});
