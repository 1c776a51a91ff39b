import type { Knex } from 'knex';
import type { AuditRow } from '@groundcrew/plugin-operations-common';
import fc from 'fast-check';
import { chainRow, EMPTY_TRAIL } from '../chainRow';
import { TRAIL_CUT } from '../verifyChain';

/** What is in the tables of the audit trail, for tests that change it behind our back. */
export interface TrailTables {
  rows: Record<string, unknown>[];
  anchors: Record<string, unknown>[];
  head: Record<string, unknown>[];
}

const tables = {
  rows: 'audit_rows',
  anchors: 'audit_anchors',
  head: 'audit_head',
} as const;

/** Reads the tables. Numbers are numbers on every database. */
export async function readTables(knex: Knex): Promise<TrailTables> {
  const readTable = async (table: string, key: string) =>
    (await knex(table).orderBy(key)).map(row => ({
      ...row,
      ...(row.sequence !== undefined && { sequence: Number(row.sequence) }),
    }));
  return {
    rows: await readTable(tables.rows, 'sequence'),
    anchors: await readTable(tables.anchors, 'sequence'),
    head: await readTable(tables.head, 'id'),
  };
}

/** Puts other contents into the tables. */
export async function writeTables(
  knex: Knex,
  contents: TrailTables,
): Promise<void> {
  for (const [name, table] of Object.entries(tables)) {
    await knex(table).delete();
    const rows = contents[name as keyof TrailTables];
    if (rows.length > 0) {
      await knex(table).insert(rows);
    }
  }
}

type Tampering = (contents: TrailTables) => void;

const index = fc.nat({ max: 1_000 });
const at = <T>(list: T[], position: number): T => list[position % list.length];

const edited: fc.Arbitrary<Tampering> = fc
  .record({
    index,
    column: fc.constantFrom('at', 'operation_id', 'event', 'actor', 'facts'),
    value: fc.constantFrom('', ' ', 'x', '{}', '{ "phase":"running"}'),
  })
  .map(({ column, index: position, value }) => ({ rows }) => {
    at(rows, position)[column] = value;
  });

const hashEdited: fc.Arbitrary<Tampering> = fc
  .tuple(
    index,
    fc.constantFrom('hash', 'previous_hash'),
    fc.constantFrom('0', 'f'),
  )
  .map(([position, column, digit]) => ({ rows }) => {
    at(rows, position)[column] = digit.repeat(64);
  });

const deleted: fc.Arbitrary<Tampering> = index.map(position => ({ rows }) => {
  rows.splice(position % rows.length, 1);
});

const inserted: fc.Arbitrary<Tampering> = fc
  .tuple(index, index)
  .map(([from, to]) => ({ rows }) => {
    const place = to % (rows.length + 1);
    rows.splice(place, 0, { ...at(rows, from) });
    // Whatever the numbers were, they have to be unique.
    renumber(rows);
  });

const truncated: fc.Arbitrary<Tampering> = fc
  .tuple(index, fc.constantFrom('first', 'last'), fc.boolean())
  .map(([position, end, withHead]) => ({ rows, head }) => {
    const count = 1 + (position % (rows.length - 1));
    rows.splice(end === 'first' ? 0 : rows.length - count, count);
    if (withHead) {
      setHead(head, rows);
    }
  });

const reordered: fc.Arbitrary<Tampering> = fc
  .tuple(index, index)
  .map(([one, other]) => ({ rows }) => {
    const [first, second] = [at(rows, one), at(rows, other)];
    [first.sequence, second.sequence] = [second.sequence, first.sequence];
    rows.sort((a, b) => Number(a.sequence) - Number(b.sequence));
  });

const headEdited: fc.Arbitrary<Tampering> = fc
  .constantFrom('gone', 'sequence', 'hash')
  .map(what => ({ head }) => {
    if (what === 'gone') {
      head.length = 0;
    } else if (head[0]) {
      head[0][what] = what === 'hash' ? 'f'.repeat(64) : 7;
    }
  });

/** As our own retention would have it, but for the anchor outside of the database. */
const cutAsIfByUs: fc.Arbitrary<Tampering> = index.map(position => contents => {
  const { rows } = contents;
  const count = 1 + (position % (rows.length - 1));
  const [last] = rows.splice(0, count).slice(-1);
  rows.push({
    ...rows[0],
    event: TRAIL_CUT,
    facts: JSON.stringify({ upToSequence: last.sequence }),
  });
  rechain(contents, {
    sequence: Number(last.sequence),
    hash: String(last.hash),
  });
  contents.anchors.unshift({
    ...contents.anchors[0],
    sequence: last.sequence,
    hash: last.hash,
  });
  contents.anchors.splice(1);
});

/** One way to change the tables. */
export const tamperings: fc.Arbitrary<Tampering> = fc.oneof(
  edited,
  hashEdited,
  deleted,
  inserted,
  truncated,
  reordered,
  headEdited,
  cutAsIfByUs,
);

/** How whoever did it covers it up. */
export const coverUps: fc.Arbitrary<Tampering> = fc.constantFrom<Tampering[]>(
  () => {},
  contents => rechain(contents),
  contents => {
    rechain(contents);
    contents.anchors.length = 0;
  },
  contents => {
    rechain(contents);
    // As many as there were, with the hashes of the new rows: signed as they were, or not at all.
    contents.anchors = contents.anchors.flatMap((anchor, position) => {
      const row = contents.rows.find(
        ({ sequence }) => sequence === anchor.sequence,
      );
      const signature = position % 2 ? {} : { key_id: null, hmac: null };
      return row ? [{ ...anchor, ...signature, hash: row.hash }] : [];
    });
  },
);

function renumber(rows: Record<string, unknown>[]) {
  rows.forEach((row, position) => {
    row.sequence = position + 1;
  });
}

function setHead(
  head: Record<string, unknown>[],
  rows: Record<string, unknown>[],
) {
  const last = rows[rows.length - 1];
  head.splice(0, head.length, {
    id: 1,
    sequence: last.sequence,
    hash: last.hash,
  });
}

/** Makes a chain of the rows as they are now. */
export function rechain({ head, rows }: TrailTables, start = EMPTY_TRAIL) {
  let previous = start;
  for (const row of rows) {
    const chained: AuditRow = chainRow(previous, {
      at: String(row.at),
      operationId: String(row.operation_id),
      event: String(row.event),
      actor: read(row.actor) as never,
      facts: read(row.facts) as never,
    });
    row.sequence = chained.sequence;
    row.hash = chained.hash;
    row.previous_hash = chained.previousHash;
    previous = chained;
  }
  setHead(head, rows);
}

function read(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return {};
  }
}
