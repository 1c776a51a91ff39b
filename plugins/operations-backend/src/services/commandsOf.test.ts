import {
  finalPhases,
  type OperationPhase,
} from '@groundcrew/plugin-operations-common';
import {
  exampleAutomation,
  examplePerson,
} from '../access/__testUtils__/exampleRequesters';
import type { Requester } from '../access/Requester';
import { exampleOperation } from '../store/exampleOperation';
import { exampleDefinition } from './__testUtils__/exampleDefinition';
import { commandsOf } from './commandsOf';

const dana = examplePerson('dana');
const ada = examplePerson('ada');
const definition = exampleDefinition({
  commands: [{ id: 'skip', title: 'Skip the wait' }],
});

function namesOf(
  phase: OperationPhase,
  requester: Requester,
  options: { mayRun?: boolean; record?: object } = {},
): string[] {
  return commandsOf({
    record: exampleOperation({ phase, ...options.record }),
    requester,
    definition,
    run: options.mayRun ? { allowed: true } : { allowed: false, reason: 'no' },
    decision: { allowed: false, reason: 'no' },
  }).map(({ command }) => command);
}

describe('commandsOf', () => {
  it.each<[OperationPhase, string[], string[]]>([
    ['queued', ['cancel'], ['cancel']],
    ['awaiting-approval', ['cancel'], ['cancel']],
    // Whoever else may run it did not see what it was asked for.
    ['needs-confirmation', ['confirm', 'cancel'], ['cancel']],
    ['running', ['skip', 'cancel'], ['skip', 'cancel']],
    ['verifying', [], []],
    ['rolling-back', [], []],
  ])('%s: whoever asked, and others who may run it', (phase, own, others) => {
    expect(namesOf(phase, dana)).toEqual(own);
    expect(namesOf(phase, ada, { mayRun: true })).toEqual(others);
    expect(namesOf(phase, ada)).toEqual([]);
  });

  it.each(finalPhases)('%s: nobody any more', phase => {
    expect(namesOf(phase, dana, { mayRun: true })).toEqual([]);
  });

  it('does not offer to cancel twice', () => {
    const record = { cancelRequestedBy: 'user:default/dana' };
    expect(namesOf('running', dana, { record })).toEqual(['skip']);
  });

  it('takes nobody for somebody of the same name', () => {
    const record = {
      requestedBy: { type: 'automation', subject: 'user:default/dana' },
    };
    expect(namesOf('queued', dana, { record })).toEqual([]);
    expect(
      namesOf('queued', exampleAutomation('user:default/dana'), { record }),
    ).toEqual(['cancel']);
  });
});
