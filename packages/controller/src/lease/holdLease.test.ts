import { mockServices } from '@backstage/backend-test-utils';
import { holdLease, type HoldLeaseOptions } from './holdLease';
import type { HeldLease, Leases } from './Leases';

/** One lease, whose loss a test decides on. */
function scriptedLeases(): Leases & {
  renewals: number;
  answer: (() => Promise<boolean>) | undefined;
  released: HeldLease[];
} {
  let fencing = 0;
  return {
    renewals: 0,
    answer: undefined,
    released: [],
    async acquire(name) {
      fencing += 1;
      return { name, fencing };
    },
    async renew() {
      this.renewals += 1;
      return this.answer ? await this.answer() : true;
    },
    async release(lease) {
      this.released.push(lease);
    },
  };
}

const aborted = (signal: AbortSignal) =>
  new Promise<void>(resolve => {
    if (signal.aborted) {
      resolve();
    }
    signal.addEventListener('abort', () => resolve());
  });

describe('holdLease', () => {
  const name = 'cluster/prod';

  /** Leases, and the holding of one of them until `stop` is called. */
  function setUp(forMs = 30) {
    const leases = scriptedLeases();
    const stopping = new AbortController();
    return {
      leases,
      stop: () => stopping.abort(),
      hold: (whileHeld: HoldLeaseOptions['whileHeld']) =>
        holdLease({
          leases,
          name,
          forMs,
          logger: mockServices.logger.mock(),
          signal: stopping.signal,
          whileHeld,
        }),
    };
  }

  it('works while the lease is held, and gives it back at the end', async () => {
    const { leases, stop, hold } = setUp();
    const worked: HeldLease[] = [];
    await hold(async (lease, signal) => {
      worked.push(lease);
      stop();
      await aborted(signal);
    });
    expect(worked).toEqual([{ name, fencing: 1 }]);
    expect(leases.released).toEqual(worked);
  });

  it.each([
    ['somebody else took it', async () => false],
    [
      'the database is away for its whole time',
      async () => {
        throw new Error('no database');
      },
    ],
    ['the database does not answer', () => new Promise<boolean>(() => {})],
  ])(
    'stops the work when %s, and works again under a new number',
    async (_, answer) => {
      const { leases, stop, hold } = setUp();
      const numbers: number[] = [];
      await hold(async (lease, signal) => {
        numbers.push(lease.fencing);
        if (numbers.length === 2) {
          leases.answer = undefined;
          stop();
        } else {
          leases.answer = answer;
        }
        await aborted(signal);
      });
      expect(numbers).toEqual([1, 2]);
    },
  );

  it('holds on while a renewal fails now and then', async () => {
    const { leases, stop, hold } = setUp(300);
    let holdings = 0;
    leases.answer = async () => {
      if (leases.renewals % 2 === 1) {
        throw new Error('a hiccup');
      }
      if (leases.renewals === 6) {
        stop();
      }
      return true;
    };
    await hold(async (_lease, signal) => {
      holdings += 1;
      await aborted(signal);
    });
    expect(holdings).toBe(1);
  });

  it('goes on after work that failed, and after a lease that could not be asked for', async () => {
    const { leases, stop, hold } = setUp();
    const acquire = leases.acquire.bind(leases);
    let asked = 0;
    leases.acquire = async (...args) => {
      asked += 1;
      if (asked === 1) {
        throw new Error('no database');
      }
      return await acquire(...args);
    };
    let attempts = 0;
    await hold(async () => {
      attempts += 1;
      if (attempts === 2) {
        stop();
      }
      throw new Error('the work failed');
    });
    expect(attempts).toBe(2);
    expect(leases.released).toHaveLength(2);
  });
});
