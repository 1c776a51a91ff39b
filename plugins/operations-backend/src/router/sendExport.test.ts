import express from 'express';
import request from 'supertest';
import {
  exampleAwaiting,
  exampleStepDone,
} from '../engine/__testUtils__/exampleSteps';
import type { OperationRecord } from '../engine/OperationRecord';
import { exampleOperation } from '../store/exampleOperation';
import { sendExport } from './sendExport';

async function exported(format: 'csv' | 'json', records: OperationRecord[]) {
  async function* all() {
    yield* records;
  }
  const app = express().get('/', async (_, res) => {
    await sendExport(res, format, all());
  });
  return await request(app).get('/');
}

describe('sendExport', () => {
  it('writes CSV as RFC 4180 has it, and no formulas', async () => {
    const { headers, text } = await exported('csv', [
      exampleOperation({ id: 'a', reason: 'says "no", \nthen yes' }),
      exampleOperation({ id: 'b', reason: '=HYPERLINK("http://x")' }),
      exampleOperation({ id: 'c', reason: '-1' }),
    ]);
    expect(headers['content-type']).toMatch(/^text\/csv/);
    expect(headers['content-disposition']).toContain('operations.csv');
    expect(text).toMatch(/^id,requestedAt,requestedBy,.*\r\na,2027-01-15T/);
    expect(text).toContain(',"says ""no"", \nthen yes",');
    expect(text).toContain(',"\'=HYPERLINK(""http://x"")",');
    expect(text).toContain(",'-1,");
    expect(text.endsWith('\r\n')).toBe(true);
  });

  it('names who approved', async () => {
    const awaiting = exampleAwaiting(1);
    const { text } = await exported('csv', [
      {
        ...awaiting,
        approval: {
          ...awaiting.approval!,
          decisions: ['approved', 'refused'].map(decision => ({
            by: `user:default/${decision}`,
            at: '',
            decision: decision as 'approved',
            previewHash: '',
          })),
        },
      },
    ]);
    expect(text).toContain(',user:default/approved,');
  });

  it.each([0, 1, 3])('writes %i operations as JSON', async count => {
    const records = Array.from({ length: count }, (_, index) =>
      exampleOperation({
        id: `op-${index}`,
        steps: [
          exampleStepDone('one', { args: { a: 'secret' }, result: 'secret' }),
        ],
      }),
    );
    const { body, text } = await exported('json', records);
    expect(body.map(({ id }: { id: string }) => id)).toEqual(
      records.map(({ id }) => id),
    );
    expect(text).not.toContain('secret');
  });
});
