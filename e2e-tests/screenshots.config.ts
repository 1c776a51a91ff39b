import path from 'node:path';
import { defineConfig } from '@playwright/test';
import walks from './playwright.config';

// The tests are run in processes of their own, which inherit it.
process.env.GROUNDCREW_SCREENSHOTS ??= path.resolve(
  __dirname,
  '../docs/screenshots',
);

/** Takes the pictures of docs/screenshots: npm run screenshots. */
export default defineConfig({
  ...walks,
  testMatch: '**/*.screenshots.ts',
  use: { ...walks.use, trace: 'off', screenshot: 'off' },
});
