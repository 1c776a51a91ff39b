import { actorName } from '@groundcrew/plugin-operations-common';
import type { Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { OperationRecord } from '../engine/OperationRecord';
import { summaryOf } from '../services/detailOf';

const COLUMNS = [
  'id',
  'requestedAt',
  'requestedBy',
  'operation',
  'title',
  'cluster',
  'namespace',
  'kind',
  'name',
  'environment',
  'targetOwner',
  'entityRef',
  'risk',
  'reason',
  'phase',
  'phaseReason',
  'startedAt',
  'endedAt',
  'approvedBy',
  'undoes',
  'parent',
  'changes',
] as const;

/** Sends operations as a file, while they are read. */
export async function sendExport(
  res: Response,
  format: 'csv' | 'json',
  records: AsyncIterable<OperationRecord>,
): Promise<void> {
  res
    .type(format === 'csv' ? 'text/csv' : 'application/json')
    .setHeader(
      'content-disposition',
      `attachment; filename="operations.${format}"`,
    );
  const text = format === 'csv' ? csvOf(records) : jsonOf(records);
  await pipeline(Readable.from(text), res);
}

async function* csvOf(
  records: AsyncIterable<OperationRecord>,
): AsyncGenerator<string> {
  yield `${COLUMNS.join(',')}\r\n`;
  for await (const record of records) {
    const row: Partial<Record<(typeof COLUMNS)[number], string>> = {
      ...summaryOf(record),
      ...record.target,
      id: record.id,
      requestedBy: actorName(record.requestedBy),
      approvedBy: record.approval?.decisions
        .filter(({ decision }) => decision === 'approved')
        .map(({ by }) => by)
        .join(' '),
      changes: record.preview.summary,
    };
    yield `${COLUMNS.map(column => cellOf(row[column])).join(',')}\r\n`;
  }
}

async function* jsonOf(
  records: AsyncIterable<OperationRecord>,
): AsyncGenerator<string> {
  let separator = '[';
  for await (const record of records) {
    const { approval, preview, steps } = record;
    yield `${separator}\n${JSON.stringify({
      ...summaryOf(record),
      approval,
      preview,
      steps: steps.map(({ result: _result, args: _args, ...step }) => step),
    })}`;
    separator = ',';
  }
  yield separator === '[' ? '[]\n' : '\n]\n';
}

/** One cell of CSV (RFC 4180). What a spreadsheet would run as a formula is made text. */
function cellOf(value: string | undefined): string {
  const text = /^[=+\-@\t\r]/.test(value ?? '') ? `'${value}` : value ?? '';
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
