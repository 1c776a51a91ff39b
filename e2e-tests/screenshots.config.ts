import { defineConfig } from '@playwright/test';
import walks from './playwright.config';

/** Takes the pictures of docs/screenshots: npm run screenshots. */
export default defineConfig({
  ...walks,
  testMatch: '**/*.screenshots.ts',
  use: { ...walks.use, trace: 'off', screenshot: 'off' },
});
