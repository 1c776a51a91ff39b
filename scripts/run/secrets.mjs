import crypto from 'node:crypto';
import fs from 'node:fs/promises';
import { writeAtomically } from '../files/writeAtomically.mjs';

/**
 * A secret that is made up once and then kept: what it protects must still be readable after the next start.
 *
 * @param file - readable by its owner alone
 * @returns 32 random bytes, as base64
 */
export async function keptSecret(file) {
  const kept = await fs.readFile(file, 'utf8').catch(error => {
    if (error.code === 'ENOENT') {
      return undefined;
    }
    throw error;
  });
  if (kept) {
    return kept.trim();
  }
  const secret = crypto.randomBytes(32).toString('base64');
  await writeAtomically(file, `${secret}\n`, { mode: 0o600 });
  return secret;
}
