import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineConfig } from '@playwright/test';

const port = 7207;
const root = path.resolve(__dirname, '..');

// A run of its own for each test run: what a person has in .groundcrew stays as it is.
const state =
  process.env.GROUNDCREW_STATE ??
  path.join(tmpdir(), `groundcrew-e2e-${process.pid}`);
process.env.GROUNDCREW_STATE = state;

/** To test an app that runs already: GROUNDCREW_URL=http://localhost:7007 */
const running = process.env.GROUNDCREW_URL;

export default defineConfig({
  testDir: './src',
  testMatch: '**/*.spec.ts',
  testIgnore: '**/ownClusters/**',
  // One sandbox for all: a fault that one test applies is seen by the others.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  // So long that a busy machine is not told apart from a broken feature by time.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  outputDir: '../test-results',
  use: {
    baseURL: running ?? `http://localhost:${port}`,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.GROUNDCREW_CHROMIUM ?? '/usr/bin/chromium',
      // Chromium's own sandbox does not work for root, as in most CI.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
  webServer: running
    ? undefined
    : {
        command: `node scripts/start.mjs --port ${port} --state ${JSON.stringify(
          state,
        )}`,
        cwd: root,
        // It must not outlive us, however we end.
        env: { GROUNDCREW_STARTER: `${process.pid}` },
        url: `http://localhost:${port}/.backstage/health/v1/readiness`,
        timeout: 10 * 60_000,
        stdout: 'pipe',
        reuseExistingServer: false,
        gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
      },
});
