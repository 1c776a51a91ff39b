import { effectOf } from '../effectOf';
import type { Observation } from '../Observation';
import { rollingBack, running } from './__testUtils__/exampleRecords';
import { advance } from './advance';
import { UNKNOWN_FOR_MS } from './definitionUnknown';

describe('advance, when nobody knows its definition', () => {
  const unknown = (now: number): Observation => ({
    type: 'definition-unknown',
    message: 'nobody here knows it',
    now,
  });

  it('waits for ten minutes, and no longer', () => {
    const first = advance(running, unknown(1_000));
    expect(first).toMatchObject({
      phase: 'running',
      phaseReason: 'nobody here knows it',
      unknownSince: 1_000,
    });
    expect(effectOf(first, 1_000)).toMatchObject({ do: 'rest' });
    const second = advance(first, unknown(UNKNOWN_FOR_MS));
    expect(second).toMatchObject({ phase: 'running', unknownSince: 1_000 });
    expect(advance(second, unknown(1_000 + UNKNOWN_FOR_MS))).toMatchObject({
      phase: 'failed',
      phaseReason: 'nobody here knows it',
    });
  });

  it.each<[string, Observation]>([
    ['begins a step', { type: 'step-began', step: 'one', now: 2_000 }],
    [
      'waits for a step',
      {
        type: 'step-waits',
        step: 'one',
        message: '',
        until: 3_000,
        now: 2_000,
      },
    ],
  ])('counts anew after somebody who knew it %s', (_, seen) => {
    const known = advance(advance(running, unknown(1_000)), seen);
    expect(advance(known, unknown(UNKNOWN_FOR_MS + 5_000))).toMatchObject({
      phase: 'running',
    });
  });

  it('is not late by a clock that went back', () => {
    const first = advance(running, unknown(10 ** 9));
    expect(advance(first, unknown(1_000))).toMatchObject({ phase: 'running' });
  });

  it('still knows why it is taken back', () => {
    expect(advance(rollingBack, unknown(1_000))).toMatchObject({
      phaseReason: 'Step two failed: no quota',
    });
  });
});
