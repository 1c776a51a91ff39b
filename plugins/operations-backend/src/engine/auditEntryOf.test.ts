import { activePhases } from '@groundcrew/plugin-operations-common';
import { permittedFacts } from '../audit/permittedFacts';
import { exampleOperation } from '../store/exampleOperation';
import { exampleAwaiting, exampleStepDone } from './__testUtils__/exampleSteps';
import { counterexampleOfEach } from './__testUtils__/counterexampleOf';
import { advance } from './advance';
import { auditEntryOf, ENGINE, submittedEntry } from './auditEntryOf';
import type { Observation } from './Observation';
import type { OperationRecord } from './OperationRecord';

describe('auditEntryOf', () => {
  it('tells only what the trail may hold, whatever happens', () => {
    const claim = counterexampleOfEach(
      ({ before, seen, after }) =>
        after === before ||
        !('omitted' in permittedFacts(auditEntryOf(after, seen, ENGINE).facts)),
    );
    expect(claim).toBeUndefined();
  });

  it('names what happened', () => {
    const names: Partial<Record<Observation['type'], string[]>> = {
      checked: ['started', 'queued', 'needs-confirmation', 'refused'],
      'preview-changed': ['needs-confirmation'],
      decided: ['approved', 'refused'],
      cancel: ['cancel-requested', 'cancelled'],
      stopped: ['rolling-back', 'rolled-back', 'cancelled', 'failed'],
      verified: [
        'verifying',
        'succeeded',
        'failed',
        'rolling-back',
        'cancelled',
      ],
      'definition-unknown': [...activePhases, 'failed'],
      time: ['expired'],
    };
    const claim = counterexampleOfEach(
      ({ before, seen, after }) =>
        after === before ||
        (names[seen.type] ?? [seen.type]).includes(
          auditEntryOf(after, seen, ENGINE).event,
        ),
    );
    expect(claim).toBeUndefined();
  });

  it('does not say that it started when it has to be confirmed first', () => {
    const before = exampleOperation({ grantedUntil: 1 });
    const seen: Observation = {
      type: 'checked',
      verdict: 'go',
      verdicts: [],
      steps: [],
      now: 1,
    };
    const named = (operation: OperationRecord) =>
      auditEntryOf(advance(operation, seen), seen, ENGINE).event;
    expect(named(before)).toBe('needs-confirmation');
    expect(named({ ...before, grantedUntil: 2 })).toBe('started');
  });

  it('tells of a step: which attempt, and what went wrong', () => {
    const seen: Observation = {
      type: 'step-failed',
      step: 'one',
      message: 'no quota',
      retriable: false,
      retryAt: 0,
      now: 0,
    };
    const next = exampleOperation({
      phase: 'failed',
      phaseReason: 'Step one failed: no quota',
      steps: [
        exampleStepDone('one', {
          attempts: 3,
          message: 'no quota',
          result: 'hidden',
        }),
      ],
    });
    const { facts } = auditEntryOf(next, seen, ENGINE);
    expect(permittedFacts(facts)).toMatchObject({
      step: 'one',
      attempt: 3,
      message: 'no quota',
      retriable: false,
      phase: 'failed',
    });
    expect(JSON.stringify(facts)).not.toContain('hidden');
  });

  it('counts attempts to take back apart', () => {
    const seen: Observation = {
      type: 'undo-failed',
      step: 'one',
      message: 'no answer',
      retriable: true,
      retryAt: 0,
      now: 0,
    };
    const next = exampleOperation({
      phase: 'rolling-back',
      steps: [exampleStepDone('one', { attempts: 1, undoAttempts: 4 })],
    });
    expect(auditEntryOf(next, seen, ENGINE).facts).toMatchObject({
      attempt: 4,
    });
  });

  it('tells who said what', () => {
    const seen: Observation = {
      type: 'decided',
      by: 'user:default/ada',
      decision: 'refused',
      comment: 'not on a Friday',
      preview: exampleOperation().preview,
      grantedUntil: 0,
      now: 0,
    };
    const ada = { type: 'user', entityRef: 'user:default/ada' } as const;
    expect(auditEntryOf(exampleAwaiting(1), seen, ada)).toMatchObject({
      event: 'refused',
      actor: ada,
      facts: {
        decision: 'refused',
        comment: 'not on a Friday',
        previewHash: 'preview-hash',
      },
    });
  });
});

describe('submittedEntry', () => {
  it('tells who asked for what, and why, but not what they typed in', () => {
    const record = exampleAwaiting(1, {
      input: { image: 'registry/secret-name' },
      reason: 'it leaks',
      undoes: 'op-0',
      ownedByEntityOwner: true,
      preview: {
        ...exampleOperation().preview,
        changes: [
          {
            object: { cluster: 'c', kind: 'Deployment', name: 'checkout' },
            action: 'update',
            fields: ['spec.replicas'],
            before: 'secret-before',
            after: 'secret-after',
          },
        ],
      },
    });
    const { actor, event, facts } = submittedEntry(record);
    expect({ actor, event }).toEqual({
      actor: record.requestedBy,
      event: 'submitted',
    });
    expect(permittedFacts(facts)).toMatchObject({
      reason: 'it leaks',
      undoes: 'op-0',
      inputFields: ['image'],
      fields: ['spec.replicas'],
      approvers: ['group:default/checkout'],
      needed: 1,
    });
    expect(permittedFacts(facts)).not.toHaveProperty('omitted');
    expect(JSON.stringify(facts)).not.toMatch(/secret/);
  });
});
