import fs from 'node:fs/promises';
import { writeAtomically } from './writeAtomically.mjs';

/** Remembers, in a file, for which inputs a piece of work was last finished. */
export class Stamp {
  #file;

  constructor(file) {
    this.#file = file;
  }

  async matches(value) {
    const kept = await fs.readFile(this.#file, 'utf8').catch(() => undefined);
    return kept?.trim() === value;
  }

  async set(value) {
    await writeAtomically(this.#file, `${value}\n`);
  }

  /** To be called before the work starts: half-finished work must not look finished. */
  async clear() {
    await fs.rm(this.#file, { force: true });
  }
}
