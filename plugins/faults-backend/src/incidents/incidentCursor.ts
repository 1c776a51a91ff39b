import { InputError } from '@backstage/errors';
import { z } from 'zod/v3';

const positionSchema = z.tuple([z.number().int(), z.number().int()]);

/** After which incident a page begins. */
export interface IncidentPosition {
  openedAt: number;
  id: number;
}

/** A position as text without a meaning for others. */
export function encodeIncidentCursor({
  id,
  openedAt,
}: IncidentPosition): string {
  return Buffer.from(JSON.stringify([openedAt, id])).toString('base64url');
}

/** @throws InputError for what {@link encodeIncidentCursor} did not make */
export function decodeIncidentCursor(cursor: string): IncidentPosition {
  try {
    const [openedAt, id] = positionSchema.parse(
      JSON.parse(Buffer.from(cursor, 'base64url').toString()),
    );
    return { openedAt, id };
  } catch {
    throw new InputError(
      'The cursor is not one of ours: begin again without one',
    );
  }
}
