import { InputError } from '@backstage/errors';
import { z } from 'zod/v3';

const positionSchema = z.tuple([z.number().int(), z.string()]);

/** After which operation a page begins. */
export interface OperationPosition {
  requestedAt: number;
  id: string;
}

/** A position as text without a meaning for others. */
export function encodeCursor(position: OperationPosition): string {
  return Buffer.from(
    JSON.stringify([position.requestedAt, position.id]),
  ).toString('base64url');
}

/** Throws an InputError for what {@link encodeCursor} did not make. */
export function decodeCursor(cursor: string): OperationPosition {
  try {
    const [requestedAt, id] = positionSchema.parse(
      JSON.parse(Buffer.from(cursor, 'base64url').toString()),
    );
    return { requestedAt, id };
  } catch {
    throw new InputError(
      'The cursor is not one of ours: begin again without one',
    );
  }
}
