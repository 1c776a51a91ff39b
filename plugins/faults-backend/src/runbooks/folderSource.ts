import { InputError } from '@backstage/errors';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { MOST_FILES } from './limits';
import type { RunbookFile, RunbookSource } from './RunbookSource';

/** Runbooks in a folder of this machine, or one in a file. What is below its folders is not looked at. */
export function folderSource(
  folder: string,
  place: Pick<RunbookSource, 'docsPath' | 'entityRef' | 'isShipped' | 'name'>,
): RunbookSource {
  return { ...place, read: async () => await readAll(folder) };
}

async function readAll(folder: string): Promise<RunbookFile[]> {
  if ((await fs.stat(folder)).isFile()) {
    return [await readOne(path.dirname(folder), path.basename(folder))];
  }
  const names = (await fs.readdir(folder))
    .filter(name => name.endsWith('.md'))
    .sort();
  if (names.length > MOST_FILES) {
    throw new InputError(
      `there are ${names.length} files: at most ${MOST_FILES} are read`,
    );
  }
  return await Promise.all(
    names.map(async name => await readOne(folder, name)),
  );
}

async function readOne(folder: string, name: string): Promise<RunbookFile> {
  return {
    path: name,
    text: await fs.readFile(path.join(folder, name), 'utf8'),
  };
}
