import {
  dana,
  exampleRuleContext,
  exampleTarget,
} from '../rules/__testUtils__/exampleRuleContext';
import { exampleDefinition } from '../services/__testUtils__/exampleDefinition';
import {
  exampleAwaiting,
  examplePreview,
  exampleVerdict,
} from './__testUtils__/exampleSteps';
import { contextOf, draftRecord, type RecordDraft } from './draftRecord';

const context = {
  ...exampleTarget({ operation: 'test.poke' }),
  uid: 'uid-1',
  entityRef: 'component:default/checkout',
  ownedByEntityOwner: true,
};
const {
  operation: _,
  risk: _risk,
  owner: _owner,
  environment: _env,
  ...target
} = context;
const draft: RecordDraft = {
  definition: exampleDefinition({
    version: 3,
    rollBackOnFailure: true,
    verifyTimeoutMs: 7,
  }),
  located: {
    target: {
      cluster: target.cluster,
      kind: target.kind,
      namespace: target.namespace,
      name: target.name,
      uid: 'uid-1',
    },
    store: exampleRuleContext().store,
    limits: { maxReplicas: 50 },
  },
  context,
  input: { times: 2 },
  preview: examplePreview('h'),
  verdicts: [exampleVerdict()],
  requestedBy: dana,
  grantedUntil: 99_000,
  now: 1_000,
};

describe('draftRecord', () => {
  it('queues what needs no approval', () => {
    const record = draftRecord(draft);
    expect(record).toMatchObject({
      operation: 'test.poke',
      definitionVersion: 3,
      title: 'Poke checkout',
      input: { times: 2 },
      requestedAt: 1_000,
      phase: 'queued',
      revision: 1,
      override: false,
      steps: [],
      commands: [],
      grantedUntil: 99_000,
      answerBy: undefined,
      rollBackOnFailure: true,
      verifyTimeoutMs: 7,
    });
    expect(draftRecord(draft).id).not.toBe(record.id);
  });

  it('awaits an approval for as long as that may take', () => {
    const { approval } = exampleAwaiting(1);
    expect(draftRecord({ ...draft, approval })).toMatchObject({
      phase: 'awaiting-approval',
      phaseReason: expect.stringMatching(/approval of .*checkout/),
      approval,
      answerBy: 100_000,
    });
  });

  it('keeps all that it is decided on again later', () => {
    expect(contextOf(draftRecord(draft))).toEqual(context);
  });
});
