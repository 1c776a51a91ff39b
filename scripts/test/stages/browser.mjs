import fs from 'node:fs/promises';
import path from 'node:path';
import { stateDirectory } from '../../bootstrap/directories.mjs';
import { buildApp } from '../../run/buildApp.mjs';
import { ensureChromium } from '../chromium.mjs';
import { ensureLab } from '../lab.mjs';
import { readPlaywrightReport } from '../playwrightReport.mjs';
import { lastLines, runTool } from '../runTool.mjs';
import { addCounts } from '../summary.mjs';

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
    await buildApp({ toolchain, installation, children });
    const results = [await runWalks(context, 'playwright', chromium)];
    const lab = await ensureLab(context);
    if (lab.available) {
      results.push(await runWalks(context, 'ownClusters', chromium));
    } else {
      const reason = `With clusters of one's own: ${lab.reason}`;
      results.push(
        lab.broken || ci
          ? { failed: 1, failures: [reason] }
          : { skipped: 1, notes: [reason] },
      );
    }
    return {
      ...addCounts(results),
      failures: results.flatMap(({ failures = [] }) => failures),
      notes: results.flatMap(({ notes = [] }) => notes),
    };
  },
};

/** The tests of one of Playwright's configurations in e2e-tests. */
async function runWalks(context, name, chromium) {
  const report = path.join(stateDirectory, `test/browser-${name}.json`);
  await fs.mkdir(path.dirname(report), { recursive: true });
  await fs.rm(report, { force: true });
  const { code, output } = await runTool(context, {
    name: `browser-${name}`,
    script: 'node_modules/@playwright/test/cli.js',
    args: [
      'test',
      '--config',
      `e2e-tests/${name}.config.ts`,
      '--reporter',
      'json,line',
    ],
    environment: {
      GROUNDCREW_CHROMIUM: chromium.executable,
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      CI: context.ci ? 'true' : '',
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
}
