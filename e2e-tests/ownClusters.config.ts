import path from 'node:path';
import { defineConfig } from '@playwright/test';
import walks from './playwright.config';

// The tests are run in processes of their own, which inherit it.
process.env.GROUNDCREW_REPOSITORY = path.resolve(__dirname, '..');

/** The walks with clusters of one's own and with the lab. Each starts what it needs, and both need Go. */
export default defineConfig({
  ...walks,
  testDir: './src/ownClusters',
  testIgnore: [],
  webServer: undefined,
});
