import { PacedRequests } from './PacedRequests';

/** A request that ends when it is told to. */
function request() {
  let end: () => void = () => {};
  let isMade = false;
  const ended = new Promise<void>(resolve => {
    end = resolve;
  });
  return {
    make: () => {
      isMade = true;
      return ended;
    },
    end,
    get isMade() {
      return isMade;
    },
  };
}

const limits = { atOnce: 2, perSecond: 1_000, burst: 100, waiting: 3 };
const turn = () => new Promise(resolve => setImmediate(resolve));

describe('PacedRequests', () => {
  it('makes no more at once than it may, in their order', async () => {
    const paced = PacedRequests.create(limits);
    const requests = [request(), request(), request()];
    requests.forEach(each => paced.run(each.make));
    expect(requests.map(({ isMade }) => isMade)).toEqual([true, true, false]);
    requests[1].end();
    await turn();
    expect(requests[2].isMade).toBe(true);
  });

  it('refuses what would wait for long', () => {
    const paced = PacedRequests.create({ ...limits, waiting: 1 });
    const requests = Array.from({ length: 4 }, request);
    const answers = requests.map(each => paced.run(each.make));
    expect(answers.map(answer => answer !== undefined)).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it('makes no more in a time than it may', async () => {
    let now = 0;
    const paced = PacedRequests.create({
      ...limits,
      atOnce: 10,
      perSecond: 1,
      burst: 2,
      now: () => now,
    });
    const requests = Array.from({ length: 3 }, request);
    requests.forEach(each => paced.run(each.make));
    expect(requests.filter(({ isMade }) => isMade)).toHaveLength(2);
    now = 1_000;
    requests[0].end();
    await turn();
    expect(requests[2].isMade).toBe(true);
    paced.stop();
  });

  it('goes on after a failure, and passes it on', async () => {
    const paced = PacedRequests.create({ ...limits, atOnce: 1 });
    const failed = paced.run(async () => {
      throw new Error('no');
    });
    const next = paced.run(async () => 'yes');
    await expect(failed).rejects.toThrow('no');
    await expect(next).resolves.toBe('yes');
  });

  it('makes nothing that still waits once it is stopped', async () => {
    const paced = PacedRequests.create({ ...limits, atOnce: 1 });
    const [first, second] = [request(), request()];
    paced.run(first.make);
    paced.run(second.make);
    paced.stop();
    first.end();
    await turn();
    expect(second.isMade).toBe(false);
  });
});
