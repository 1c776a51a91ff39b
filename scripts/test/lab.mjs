import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { typeScriptArguments } from '../run/runTypeScript.mjs';
import { lastLines, runTool } from './runTool.mjs';

const buildScript = fileURLToPath(new URL('./buildLab.cjs', import.meta.url));
let build;

/** Whether there is a Go toolchain. */
export function hasGo(environment) {
  return spawnSync('go', ['version'], { env: environment }).status === 0;
}

/**
 * Builds the lab, once for all stages that want it. The first time on a machine takes about ten minutes: more than any
 * test would wait for.
 *
 * @returns `{ available: true }`, or why it is not
 */
export async function ensureLab(context) {
  build ??= buildLab(context);
  return await build;
}

async function buildLab(context) {
  if (!hasGo(context.toolchain.environment)) {
    return {
      available: false,
      reason:
        'Go is not installed, so there is no real control plane to test on',
    };
  }
  const { code, output } = await runTool(context, {
    name: 'lab-build',
    nodeArguments: typeScriptArguments,
    script: buildScript,
    args: [],
  });
  return code === 0
    ? { available: true }
    : { available: false, broken: true, reason: lastLines(output) };
}
