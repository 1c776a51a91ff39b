import type { SymptomView } from '@groundcrew/plugin-faults-common';
import { finding, objectRef } from '../../__fixtures__';
import { causeTree, consequenceCount, type CauseNode } from './causeTree';

const symptom = (
  name: string,
  by: string,
  relation: SymptomView['relation'] = 'holds-up',
): SymptomView => ({
  finding: finding({ object: objectRef({ name }) }),
  message: `${by} breaks ${name}`,
  by: objectRef({ name: by }),
  relation,
});

const inShort = ({ object, children }: CauseNode): string =>
  children.length > 0
    ? `${object.name}(${children.map(inShort).join(' ')})`
    : object.name;

const tree = (symptoms: SymptomView[], most = symptoms.length) =>
  inShort(causeTree({ cause: finding(), symptoms }, most));

describe('causeTree', () => {
  it.each<[string, SymptomView[], string]>([
    ['a cause alone', [], 'checkout'],
    [
      'a chain, in whatever order it comes',
      [symptom('web', 'cart'), symptom('cart', 'checkout')],
      'checkout(cart(web))',
    ],
    [
      'several that hang on one',
      [symptom('cart', 'checkout'), symptom('web', 'checkout')],
      'checkout(cart web)',
    ],
    [
      'another sign of the cause itself, which nothing hangs on',
      [symptom('checkout', 'checkout', 'is-why'), symptom('web', 'checkout')],
      'checkout(checkout web)',
    ],
    [
      'what hangs on something that is not there',
      [symptom('cart', 'checkout'), symptom('web', 'unseen')],
      'checkout(cart web)',
    ],
    [
      'what hangs on each other',
      [symptom('a', 'b'), symptom('b', 'a')],
      'checkout(a b)',
    ],
  ])('draws %s', (_, symptoms, expected) => {
    expect(tree(symptoms)).toBe(expected);
  });

  it('leaves out what is farthest from the cause', () => {
    const symptoms = [
      symptom('far', 'near'),
      symptom('near', 'checkout'),
      symptom('other', 'checkout'),
    ];
    expect(tree(symptoms, 2)).toBe('checkout(near other)');
    expect(tree(symptoms, 0)).toBe('checkout');
    expect(tree(symptoms, 3)).toBe('checkout(near(far) other)');
  });

  it('draws workloads that only lose replicas, and those once that it tells of already', () => {
    const workloads = [
      { object: objectRef(), desired: 3, ready: 0 },
      { object: objectRef({ name: 'cart' }), desired: 2, ready: 1 },
      { object: objectRef({ name: 'web' }), desired: 2, ready: 1 },
      { object: objectRef({ name: 'well' }), desired: 2, ready: 2 },
    ];
    const options = {
      cause: finding(),
      symptoms: [symptom('cart', 'checkout')],
      workloads,
    };
    expect(consequenceCount(options)).toBe(2);
    const drawn = causeTree(options, 2);
    expect(inShort(drawn)).toBe('checkout(cart web)');
    expect(drawn.children[1]).toMatchObject({
      relation: 'hits',
      impact: workloads[2],
    });
  });

  it('draws a hundred symptoms once each', () => {
    const symptoms = Array.from({ length: 100 }, (_, index) =>
      symptom(`pod-${index}`, 'checkout'),
    );
    const { children } = causeTree({ cause: finding(), symptoms }, 100);
    expect(new Set(children.map(({ id }) => id)).size).toBe(100);
  });
});
