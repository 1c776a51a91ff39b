import { resolve } from 'node:path';

// Never built: it runs where it stands.
// eslint-disable-next-line no-restricted-syntax
export const repositoryRoot = resolve(__dirname, '../../..');
