import { exampleIncident } from '../__testUtils__/exampleIncident';
import { SolvedIncidents } from './SolvedIncidents';

const DAY_MS = 24 * 60 * 60_000;

describe('SolvedIncidents', () => {
  it('reads 90 days, and not at each look', async () => {
    let now = 100 * DAY_MS;
    const since = jest.fn(async () => [
      exampleIncident({ resolvedAt: 5_000, resolution: 'recovered' }),
    ]);
    const solved = SolvedIncidents.create({
      incidents: () => ({ since }),
      now: () => now,
    });
    expect(await solved.all()).toEqual([
      {
        id: 7,
        fault: 'application-crash',
        openedAt: 1_000,
        acknowledgedAt: undefined,
        resolvedAt: 5_000,
        resolution: 'recovered',
      },
    ]);
    now += 9 * 60_000;
    await solved.all();
    expect(since.mock.calls).toEqual([[10 * DAY_MS]]);
    now += 60_000;
    await solved.all();
    expect(since).toHaveBeenCalledTimes(2);
  });

  it('knows none while they cannot be read, and asks again', async () => {
    const since = jest.fn(async () => [exampleIncident()]);
    let isUp = false;
    const solved = SolvedIncidents.create({
      incidents: () => {
        if (!isUp) {
          throw new Error('not yet');
        }
        return { since };
      },
    });
    expect(await solved.all()).toEqual([]);
    isUp = true;
    expect(await solved.all()).toHaveLength(1);
  });
});
