import { followHealth, type FollowedHealth } from './followHealth';
import type { WorkloadHealth } from './WorkloadHealth';

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;

const seen = (
  health: WorkloadHealth['health'],
  isProgressing = health !== 'up',
): WorkloadHealth => ({ health, isProgressing, desired: 3, ready: 0 });

describe('followHealth', () => {
  it.each<[string, FollowedHealth | undefined, WorkloadHealth, object]>([
    [
      'it is there and serves',
      undefined,
      seen('up'),
      { health: 'up', from: NOW },
    ],
    [
      'it is new and does not serve yet',
      undefined,
      seen('down'),
      { health: undefined, startingSince: NOW },
    ],
    [
      'it is new and its controller has given up',
      undefined,
      seen('down', false),
      { health: 'down', from: NOW },
    ],
    [
      'it is still about to serve',
      { from: 1, startingSince: NOW - 9 * MINUTE },
      seen('down'),
      { health: undefined, startingSince: NOW - 9 * MINUTE },
    ],
    [
      'it takes too long to serve',
      { from: 1, startingSince: NOW - 10 * MINUTE },
      seen('down'),
      { health: 'down', from: NOW },
    ],
    [
      'some of the new ones serve',
      { from: 1, startingSince: NOW - MINUTE },
      seen('degraded'),
      { health: 'degraded', from: NOW },
    ],
    [
      'it is as before',
      { health: 'up', from: 7 },
      seen('up'),
      { health: 'up', from: 7 },
    ],
    [
      'it serves no more',
      { health: 'up', from: 7 },
      seen('down'),
      { health: 'down', from: NOW },
    ],
    [
      'it is wanted again',
      { health: 'idle', from: 7 },
      seen('down'),
      { health: 'idle', from: 7, startingSince: NOW },
    ],
    [
      'it is wanted again, and nothing comes',
      { health: 'idle', from: 7, startingSince: NOW - 10 * MINUTE },
      seen('down'),
      { health: 'down', from: NOW },
    ],
    [
      'it is not wanted any more before it served',
      { health: 'idle', from: 7, startingSince: NOW - MINUTE },
      seen('idle'),
      { health: 'idle', from: 7 },
    ],
  ])('%s', (_, known, now, next) => {
    expect(followHealth(known, now, NOW)).toMatchObject(next);
  });
});
