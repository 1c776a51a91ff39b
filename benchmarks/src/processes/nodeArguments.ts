import { join } from 'node:path';
import { repositoryRoot } from './repositoryRoot';

/** Loads TypeScript as Backstage does. */
export const typeScriptArguments = [
  '--require',
  require.resolve('@backstage/cli/config/nodeTransform.cjs'),
];

/** Ends a long-lived process when its standard input does: when its starter is gone. */
export const endInTimeArguments = [
  '--require',
  join(repositoryRoot, 'scripts/processes/endInTime.cjs'),
];
