import { tolerates } from './tolerates';

const taint = { key: 'team', value: 'a', effect: 'NoSchedule' };

describe('tolerates', () => {
  it.each([
    [
      { key: 'team', operator: 'Equal', value: 'a', effect: 'NoSchedule' },
      true,
    ],
    [{ key: 'team', value: 'a' }, true],
    [{ key: 'team', value: 'b' }, false],
    [{ key: 'team', operator: 'Exists' }, true],
    [{ key: 'team', operator: 'Exists', effect: 'NoExecute' }, false],
    [{ key: 'crew', operator: 'Exists' }, false],
    [{ operator: 'Exists' }, true],
  ])('%j: %j', (toleration, expected) => {
    expect(tolerates([toleration], taint)).toBe(expected);
  });

  it('takes no value for an empty one', () => {
    expect(tolerates([{ key: 'x' }], { key: 'x', effect: 'NoSchedule' })).toBe(
      true,
    );
    expect(tolerates(undefined, taint)).toBe(false);
  });
});
