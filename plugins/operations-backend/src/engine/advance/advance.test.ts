import {
  activePhases,
  finalPhases,
} from '@groundcrew/plugin-operations-common';
import { exampleOperation } from '../../store/exampleOperation';
import type { Observation } from '../Observation';
import { advance } from './advance';

describe('advance, when it is over', () => {
  const takenBack: Observation = { type: 'taken-back', by: 'op-2', now: 9_000 };

  it('remembers what took it back', () => {
    const over = exampleOperation({ phase: 'succeeded' });
    const back = advance(over, takenBack);
    expect(back).toEqual({ ...over, undoneBy: 'op-2' });
    expect(advance(back, { ...takenBack, by: 'op-3' })).toBe(back);
  });

  it.each([...activePhases, ...finalPhases].filter(one => one !== 'succeeded'))(
    'cannot be taken back when it is %s',
    phase => {
      const operation = exampleOperation({ phase });
      expect(advance(operation, takenBack)).toBe(operation);
    },
  );
});
