import type { Runbook } from '@groundcrew/plugin-faults-common';
import { exampleRunbook } from './__testUtils__/exampleRunbook';
import { runbooksFor, type RunbookSubject } from './runbooksFor';

const SUBJECT: RunbookSubject = {
  fault: 'image-not-found',
  detector: 'image-pull',
  category: 'startup',
  kind: 'Deployment',
  severity: 'P2',
  environment: 'prod',
  entities: ['component:default/Cart'],
  suspects: ['release'],
};
const book = (id: string, more: Partial<Runbook> = {}) =>
  exampleRunbook({ id, ...more });
const ids = (
  runbooks: Runbook[],
  more: Partial<RunbookSubject> = {},
): string[] =>
  runbooksFor({ ...SUBJECT, ...more }, runbooks).map(
    ({ fit, runbook }) => `${runbook.id} (${fit})`,
  );

describe('runbooksFor', () => {
  it('puts what is for the very fault first, then the detector, then the category', () => {
    expect(
      ids([
        book('by-category', { symptoms: ['startup'] }),
        book('by-detector', { symptoms: ['other', 'image-pull'] }),
        book('by-fault'),
        book('of-another', { symptoms: ['node-not-ready'] }),
      ]),
    ).toEqual([
      'by-fault (fault)',
      'by-detector (detector)',
      'by-category (category)',
    ]);
  });

  it('counts the nearest of several symptoms', () => {
    expect(
      ids([
        book('all', { symptoms: ['startup', 'image-pull', 'image-not-found'] }),
      ]),
    ).toEqual(['all (fault)']);
  });

  it.each<[string, Runbook['match'], Partial<RunbookSubject>, boolean]>([
    ['a kind', { kinds: ['Pod', 'Deployment'] }, {}, true],
    ['another kind', { kinds: ['Pod'] }, {}, false],
    ['an environment', { environments: ['prod'] }, {}, true],
    ['another environment', { environments: ['dev'] }, {}, false],
    [
      'an environment where none is known',
      { environments: ['prod'] },
      { environment: undefined },
      false,
    ],
    ['an entity', { entities: ['Component:default/cart'] }, {}, true],
    ['another entity', { entities: ['component:default/web'] }, {}, false],
    ['what is suspected', { suspects: ['release'] }, {}, true],
    ['what is not', { suspects: ['release'] }, { suspects: [] }, false],
    [
      'all of it',
      { kinds: ['Deployment'], environments: ['prod'], suspects: ['release'] },
      {},
      true,
    ],
    [
      'not all of it',
      { kinds: ['Deployment'], environments: ['dev'] },
      {},
      false,
    ],
  ])('looks at %s', (_, match, more, fits) => {
    expect(ids([book('one', { match })], more)).toHaveLength(fits ? 1 : 0);
  });

  it('prefers what says more exactly what it is for, then what is for as bad ones', () => {
    const runbooks = [
      book('b-plain'),
      book('a-mild', { severity: 'P3' }),
      book('z-exact', { match: { suspects: ['release'] } }),
      book('y-exact-but-far', {
        symptoms: ['startup'],
        match: { suspects: ['release'], kinds: ['Deployment'] },
      }),
    ];
    expect(ids(runbooks)).toEqual([
      'z-exact (fault)',
      'b-plain (fault)',
      'a-mild (fault)',
      'y-exact-but-far (category)',
    ]);
    expect(
      runbooksFor(SUBJECT, runbooks).map(({ isWorse }) => isWorse),
    ).toEqual([false, false, true, false]);
  });
});
