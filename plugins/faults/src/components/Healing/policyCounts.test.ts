import { policyCounts } from './policyCounts';

describe('policyCounts', () => {
  it('counts by how far policies go', () => {
    expect(
      policyCounts([
        { mode: 'auto', enabled: true },
        { mode: 'auto', enabled: true },
        { mode: 'approve', enabled: true },
        { mode: 'observe', enabled: true },
        // What is not in use does not act, whatever its mode.
        { mode: 'auto', enabled: false },
      ]),
    ).toEqual({ auto: 2, approve: 1, observe: 1, off: 1 });
  });

  it('counts nothing', () => {
    expect(policyCounts([])).toEqual({
      auto: 0,
      approve: 0,
      observe: 0,
      off: 0,
    });
  });
});
