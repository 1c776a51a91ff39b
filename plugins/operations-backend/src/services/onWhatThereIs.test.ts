import { ConflictError } from '@backstage/errors';
import { ClusterRequestError } from '@groundcrew/plugin-clusters-node';
import { onWhatThereIs } from './onWhatThereIs';

const failing = (failure: 'conflict' | 'refused') =>
  new ClusterRequestError(failure, 'no');

describe('onWhatThereIs', () => {
  it('works it out again where somebody else was faster', async () => {
    const work = jest
      .fn<Promise<string>, []>()
      .mockRejectedValueOnce(failing('conflict'))
      .mockRejectedValueOnce(failing('conflict'))
      .mockResolvedValue('as it is now');
    expect(await onWhatThereIs(work)).toBe('as it is now');
  });

  it('gives up in the end', async () => {
    const work = jest.fn().mockRejectedValue(failing('conflict'));
    await expect(onWhatThereIs(work)).rejects.toMatchObject({
      failure: 'conflict',
    });
    expect(work).toHaveBeenCalledTimes(3);
  });

  it.each([failing('refused'), new ConflictError('it is paused')])(
    'asks once where another try goes no better: %s',
    async error => {
      const work = jest.fn().mockRejectedValue(error);
      await expect(onWhatThereIs(work)).rejects.toBe(error);
      expect(work).toHaveBeenCalledTimes(1);
    },
  );
});
