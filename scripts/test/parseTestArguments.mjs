import fs from 'node:fs';
import path from 'node:path';
import util from 'node:util';
import { repositoryRoot } from '../bootstrap/directories.mjs';
import { UserError } from '../userError.mjs';

export function testUsage(stages) {
  return `npm test -- [options]

  --only STAGE,…       some of the stages: ${stages
    .map(({ id }) => id)
    .join(', ')}
  --package DIRECTORY  one package, such as plugins/clusters-backend: its lint and unit tests
  --help               this`;
}

/**
 * What "npm test" is asked for.
 *
 * @returns the stages by id, the package if there is one, and whether this is CI: there, what is missing is a failure
 */
export function parseTestArguments(
  args,
  stages,
  { environment = process.env, root = repositoryRoot } = {},
) {
  let values;
  try {
    ({ values } = util.parseArgs({
      args,
      options: {
        only: { type: 'string', multiple: true },
        package: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (error) {
    throw new UserError(
      `${error.message.split('. ')[0]}\n\n${testUsage(stages)}`,
    );
  }
  const known = stages.map(({ id }) => id);
  const only = values.only?.flatMap(text => text.split(',')).filter(Boolean);
  const unknown = only?.find(id => !known.includes(id));
  if (unknown) {
    throw new UserError(
      `there is no stage "${unknown}": there are ${known.join(', ')}`,
    );
  }
  const packageDirectory = values.package?.replace(/\/+$/, '');
  if (
    packageDirectory &&
    !fs.existsSync(path.join(root, packageDirectory, 'package.json'))
  ) {
    throw new UserError(`there is no package in ${packageDirectory}`);
  }
  const ofPackage = stages.filter(({ forPackage }) => forPackage);
  return {
    help: values.help ?? false,
    stages: only ?? (packageDirectory ? ofPackage : stages).map(({ id }) => id),
    packageDirectory,
    ci: Boolean(environment.CI) && environment.CI !== 'false',
  };
}
