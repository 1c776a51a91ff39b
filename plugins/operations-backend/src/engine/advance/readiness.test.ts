import { exampleOperation } from '../../store/exampleOperation';
import {
  examplePreview,
  exampleStep,
  exampleVerdict,
} from '../__testUtils__/exampleSteps';
import type { Observation } from '../Observation';
import { check } from './__testUtils__/tables';
import { CONFIRM_WITHIN_MS } from './answers';

const queued = exampleOperation({ phase: 'queued', grantedUntil: 50_000 });

describe('advance, while it is queued', () => {
  const verdicts = [exampleVerdict()];
  const go: Observation = {
    type: 'checked',
    verdict: 'go',
    verdicts,
    steps: [exampleStep('one')],
    now: 20_000,
  };

  check([
    [
      'begins with the plan that was made now',
      queued,
      go,
      { phase: 'running', startedAt: 20_000, verdicts, steps: [{ id: 'one' }] },
    ],
    [
      'asks for confirmation at the very moment when presence ends',
      queued,
      { ...go, now: 50_000 },
      {
        phase: 'needs-confirmation',
        steps: [],
        answerBy: 50_000 + CONFIRM_WITHIN_MS,
      },
    ],
    [
      'begins for an automation however long it waited',
      { ...queued, grantedUntil: undefined },
      { ...go, now: 10 ** 12 },
      { phase: 'running' },
    ],
    [
      'waits as a rule says',
      queued,
      {
        type: 'checked',
        verdict: 'wait',
        message: 'frozen',
        until: 90_000,
        verdicts,
        now: 20_000,
      },
      { phase: 'queued', phaseReason: 'frozen', wakeAt: 90_000, verdicts },
    ],
    [
      'is refused by a rule',
      queued,
      {
        type: 'checked',
        verdict: 'refuse',
        message: 'too few pods',
        verdicts,
        now: 20_000,
      },
      { phase: 'refused', phaseReason: 'too few pods', endedAt: 20_000 },
    ],
    [
      'asks again when it would do something else',
      queued,
      {
        type: 'preview-changed',
        preview: examplePreview('other'),
        now: 20_000,
      },
      {
        phase: 'needs-confirmation',
        preview: { hash: 'other' },
        answerBy: 20_000 + CONFIRM_WITHIN_MS,
      },
    ],
    [
      'is cancelled at once',
      queued,
      { type: 'cancel', by: 'user:default/dana', now: 20_000 },
      { phase: 'cancelled', phaseReason: 'cancelled by user:default/dana' },
    ],
  ]);
});
