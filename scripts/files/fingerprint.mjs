import crypto from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';

async function* filesUnder(entry, ignore) {
  const stat = await fs.stat(entry).catch(() => undefined);
  if (stat?.isFile()) {
    yield entry;
  } else if (stat?.isDirectory()) {
    const names = (await fs.readdir(entry)).sort();
    for (const name of names) {
      if (!ignore.test(name)) {
        yield* filesUnder(path.join(entry, name), ignore);
      }
    }
  }
}

/**
 * A hash over the names and contents of files and folders, for "has anything changed since?". What does not exist
 * counts as empty, so that a file that appears changes the hash.
 *
 * @param root - names are taken relative to it, so that a moved clone keeps its hash
 * @param entries - files and folders, relative to the root
 * @param options.salt - anything else the answer depends on: versions, options
 * @param options.ignore - names of files and folders that do not count
 */
export async function fingerprint(root, entries, options = {}) {
  const { salt = '', ignore = /^(node_modules|dist)$/ } = options;
  const hash = crypto.createHash('sha256').update(salt);
  for (const entry of [...entries].sort()) {
    for await (const file of filesUnder(path.join(root, entry), ignore)) {
      const name = path.relative(root, file).split(path.sep).join('/');
      const content = await fs.readFile(file);
      hash.update(`\0${name}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest('hex');
}
