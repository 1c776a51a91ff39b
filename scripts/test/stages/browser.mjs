import fs from 'node:fs/promises';
import path from 'node:path';
import {
  repositoryRoot,
  stateDirectory,
} from '../../bootstrap/directories.mjs';
import { buildApp } from '../../run/buildApp.mjs';
import { ensureChromium } from '../chromium.mjs';
import { readPlaywrightReport } from '../playwrightReport.mjs';
import { lastLines, runTool } from '../runTool.mjs';

/** The walks of a user, in a real browser. */
export const browserStage = {
  id: 'browser',
  title: 'Browser tests',
  async run(context) {
    const { toolchain, installation, children, ci } = context;
    const logFile = path.join(stateDirectory, 'logs/test-chromium.log');
    const chromium = await ensureChromium({ toolchain, children, logFile });
    if (chromium.missing) {
      return ci
        ? { failed: 1, failures: [chromium.missing] }
        : { skipped: 1, notes: [chromium.missing] };
    }
    const configuration = 'e2e-tests/playwright.config.ts';
    if (!(await exists(path.join(repositoryRoot, configuration)))) {
      return { skipped: 1, notes: [`There is no ${configuration} yet`] };
    }
    await buildApp({ toolchain, installation, children });
    const report = path.join(stateDirectory, 'test/browser.json');
    await fs.mkdir(path.dirname(report), { recursive: true });
    await fs.rm(report, { force: true });
    const { code, output } = await runTool(context, {
      name: 'browser',
      script: 'node_modules/@playwright/test/cli.js',
      args: ['test', '--config', configuration, '--reporter', 'json,line'],
      environment: {
        GROUNDCREW_CHROMIUM: chromium.executable,
        PLAYWRIGHT_JSON_OUTPUT_NAME: report,
        CI: ci ? 'true' : '',
      },
    });
    const text = await fs.readFile(report, 'utf8').catch(() => undefined);
    if (text === undefined) {
      return { failed: 1, failures: [lastLines(output)] };
    }
    const counts = readPlaywrightReport(JSON.parse(text));
    return code !== 0 && counts.failed === 0
      ? { ...counts, failed: 1, failures: [lastLines(output)] }
      : counts;
  },
};

async function exists(file) {
  return await fs.access(file).then(
    () => true,
    () => false,
  );
}
