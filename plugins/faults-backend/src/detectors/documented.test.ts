import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { coreDetectors } from './index';

const PAGE = join(__dirname, '../../../../docs/root-causes.md');

/** `category id` of each fault in the first column of the tables, whose sections are called as the categories are. */
function documentedFaults(): string[] {
  const categories = new Set<string>(
    coreDetectors.flatMap(({ faults }) =>
      faults.map(({ category }) => category),
    ),
  );
  let section = '';
  return readFileSync(PAGE, 'utf8')
    .split('\n')
    .flatMap(line => {
      section = /^## (.*)$/.exec(line)?.[1].toLowerCase() ?? section;
      const [, first = ''] = line.startsWith('|') ? line.split('|') : [];
      return categories.has(section)
        ? [...first.matchAll(/`([^`]+)`/g)].map(([, id]) => `${section} ${id}`)
        : [];
    });
}

describe('the page of root causes', () => {
  const known = new Set(
    coreDetectors.flatMap(({ faults }) =>
      faults.map(({ category, id }) => `${category} ${id}`),
    ),
  );
  const documented = documentedFaults();

  it('tells of every fault that a detector can find, under its category', () => {
    expect([...known].filter(fault => !documented.includes(fault))).toEqual([]);
  });

  it('tells of no fault that no detector knows', () => {
    expect(documented.filter(fault => !known.has(fault))).toEqual([]);
  });

  it('tells of each once', () => {
    expect(
      documented.filter((fault, index) => documented.indexOf(fault) !== index),
    ).toEqual([]);
  });
});
