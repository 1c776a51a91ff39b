// Has no tests of its own: it runs the tables of those beside it.
/* eslint-disable jest/no-export */
import type { Observation } from '../../Observation';
import type { OperationRecord } from '../../OperationRecord';
import { advance } from '../advance';

/** What happens, the operation before, what is seen, and what has to be so after it. */
type Row = [string, OperationRecord, Observation, object];

/** Runs every row of a table. */
export function check(rows: Row[]) {
  it.each(rows)('%s', (_, operation, seen, expected) => {
    expect(advance(operation, seen)).toMatchObject(expected);
  });
}

/** Runs every row of a table of what changes nothing: the same object comes back. */
export function checkIgnored(rows: [string, OperationRecord, Observation][]) {
  it.each(rows)('%s', (_, operation, seen) => {
    expect(advance(operation, seen)).toBe(operation);
  });
}
