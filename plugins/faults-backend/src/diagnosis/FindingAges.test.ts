import { exampleFinding } from '../incidents/__testUtils__/exampleIncident';
import { FindingAges } from './FindingAges';

const MINUTE = 60_000;
const crash = exampleFinding();
const other = exampleFinding({ fault: 'out-of-memory' });

describe('FindingAges', () => {
  it('remembers since when each finding stands, also when it is gone for a while', () => {
    const ages = FindingAges.create();
    expect(ages.sinceOf(crash)).toBeUndefined();
    ages.note([crash], 0);
    ages.note([crash, other], MINUTE);
    ages.note([], 2 * MINUTE);
    ages.note([{ ...crash, message: 'again' }], 30 * MINUTE);
    expect(ages.sinceOf(crash)).toBe(0);
    expect(ages.sinceOf(other)).toBe(MINUTE);
  });

  it('forgets what was gone for half an hour', () => {
    const ages = FindingAges.create();
    ages.note([crash], 0);
    ages.note([], 31 * MINUTE);
    ages.note([crash], 32 * MINUTE);
    expect(ages.sinceOf(crash)).toBe(32 * MINUTE);
  });
});
