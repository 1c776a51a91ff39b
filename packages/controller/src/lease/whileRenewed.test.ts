import { mockServices } from '@backstage/backend-test-utils';
import { whileRenewed, type WhileRenewedOptions } from './whileRenewed';

const aborted = (signal: AbortSignal) =>
  new Promise<void>(resolve => {
    signal.addEventListener('abort', () => resolve());
  });

describe('whileRenewed', () => {
  const held = (
    options: Pick<WhileRenewedOptions<string>, 'renew' | 'work'> &
      Partial<WhileRenewedOptions<string>>,
  ) =>
    whileRenewed({
      name: 'claim on something',
      forMs: 30,
      logger: mockServices.logger.mock(),
      signal: new AbortController().signal,
      ...options,
    });

  it('renews it for as long as the work takes', async () => {
    let renewals = 0;
    let enough = () => {};
    const renewedOften = new Promise<void>(resolve => {
      enough = resolve;
    });
    const answer = await held({
      renew: async () => {
        renewals += 1;
        if (renewals === 5) {
          enough();
        }
        return true;
      },
      work: async signal => {
        await renewedOften;
        return signal.aborted ? 'lost' : 'done';
      },
    });
    expect(answer).toBe('done');
  });

  it.each([
    ['somebody else has it', async () => false],
    [
      'nobody can say whether it is held still',
      async () => {
        throw new Error('no database');
      },
    ],
    ['nobody answers', () => new Promise<boolean>(() => {})],
  ])('tells the work when %s, and that it did', async (_, renew) => {
    const logger = mockServices.logger.mock();
    const answer = await held({
      logger,
      renew,
      work: async signal => {
        await aborted(signal);
        return 'stopped';
      },
    });
    expect(answer).toBe('stopped');
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('The claim on something is given up: '),
    );
  });

  it('ends the work when it is told to, which is no loss', async () => {
    const logger = mockServices.logger.mock();
    const stopping = new AbortController();
    const answer = held({
      logger,
      renew: async () => true,
      signal: stopping.signal,
      work: async signal => {
        stopping.abort();
        return signal.aborted ? 'stopped' : 'went on';
      },
    });
    expect(await answer).toBe('stopped');
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('does not wait for the next renewal once the work is over', async () => {
    const renew = jest.fn(async () => true);
    const work = async () => 'done';
    expect(await held({ forMs: 3_600_000, renew, work })).toBe('done');
    expect(renew).not.toHaveBeenCalled();
  });

  it('fails as the work does', async () => {
    await expect(
      held({
        renew: async () => true,
        work: async () => {
          throw new Error('the work failed');
        },
      }),
    ).rejects.toThrow('the work failed');
  });
});
