import { revision } from '../../__fixtures__';
import { chosenRevisions } from './chosenRevisions';

const three = [
  revision(7, '1.9.0', { current: true }),
  revision(6, '1.8.2'),
  revision(5, '1.8.1'),
];

describe('chosenRevisions', () => {
  it.each([
    ['the current one with the one before', three, {}, '6 7'],
    ['what is asked for', three, { before: '5', after: '6' }, '5 6'],
    [
      'one that is asked for with the current one',
      three,
      { before: '5' },
      '5 7',
    ],
    [
      'the default where what is asked for is gone',
      three,
      { before: '1' },
      '6 7',
    ],
    [
      'the current one with the newer one after a roll-back to the oldest',
      [revision(7, '1.9.0'), revision(6, '1.8.2', { current: true })],
      {},
      '7 6',
    ],
    ['nothing of one', three.slice(0, 1), {}, undefined],
    ['nothing of none', [], {}, undefined],
  ])('compares %s', (_, revisions, asked, expected) => {
    const chosen = chosenRevisions(revisions, asked);
    expect(chosen && `${chosen.before.revision} ${chosen.after.revision}`).toBe(
      expected,
    );
  });
});
