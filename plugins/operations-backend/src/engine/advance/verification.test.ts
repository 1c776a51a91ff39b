import type { Observation } from '../Observation';
import { verifying } from './__testUtils__/exampleRecords';
import { check } from './__testUtils__/tables';

describe('advance, while it is verified', () => {
  const seen = (changes: object): Observation => ({
    type: 'verified',
    outcome: 'not-yet',
    message: '2 of 3 ready',
    lookAgainAt: 21_000,
    now: 20_000,
    ...changes,
  });

  check([
    [
      'succeeds',
      verifying,
      seen({ outcome: 'healthy' }),
      { phase: 'succeeded', endedAt: 20_000 },
    ],
    [
      'looks again',
      verifying,
      seen({}),
      {
        phase: 'verifying',
        phaseReason: '2 of 3 ready',
        verifyingSince: 10_000,
        wakeAt: 21_000,
      },
    ],
    [
      'does not look for ever',
      verifying,
      seen({ now: 70_000 }),
      {
        phase: 'rolling-back',
        phaseReason: 'not healthy in time: 2 of 3 ready',
      },
    ],
    [
      'is not late by a clock that went back',
      verifying,
      seen({ now: 0, lookAgainAt: 1_000 }),
      { phase: 'verifying', verifyingSince: 10_000 },
    ],
    [
      'is taken back when it failed',
      verifying,
      seen({ outcome: 'failed', message: 'crashes' }),
      { phase: 'rolling-back', phaseReason: 'crashes' },
    ],
    [
      'fails where nothing is taken back',
      { ...verifying, rollBackOnFailure: false },
      seen({ outcome: 'failed', message: 'crashes' }),
      { phase: 'failed', phaseReason: 'crashes' },
    ],
  ]);
});
