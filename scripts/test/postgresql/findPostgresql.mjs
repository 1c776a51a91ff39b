import fs from 'node:fs';
import path from 'node:path';

/**
 * The folder with `initdb` and `postgres`: one of the PATH, or the newest of Debian's, which are not on it.
 *
 * @returns undefined where PostgreSQL's server is not installed
 */
export function findPostgresql(environment, debian = '/usr/lib/postgresql') {
  const versions = fs.existsSync(debian) ? fs.readdirSync(debian) : [];
  const ofDebian = versions
    .sort((a, b) => Number(b) - Number(a))
    .map(version => path.join(debian, version, 'bin'));
  return [...(environment.PATH ?? '').split(path.delimiter), ...ofDebian].find(
    folder =>
      folder &&
      ['initdb', 'postgres'].every(name =>
        fs.existsSync(path.join(folder, name)),
      ),
  );
}
