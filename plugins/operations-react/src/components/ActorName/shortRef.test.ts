import { shortRef } from './shortRef';

describe('shortRef', () => {
  it.each([
    ['user:default/dana', 'dana'],
    ['group:teams/checkout', 'teams/checkout'],
    ['plugin:groundcrew-faults', 'groundcrew-faults'],
    ['external:mcp client', 'mcp client'],
    ['', ''],
  ])('shortens %s to %s', (ref, expected) => {
    expect(shortRef(ref)).toBe(expected);
  });
});
