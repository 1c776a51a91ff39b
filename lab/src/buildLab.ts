import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { isLabAvailable } from './available';
import { withBuildLock } from './buildLock';
import { controlPlaneTool, kwokTool, type LabTool } from './tools';

const PROGRESS_INTERVAL_MS = 10_000;
const QUOTED_LINES = 20;

/** Paths of the lab's binaries. */
export interface LabBinaries {
  controlPlane: string;
  kwok: string;
}

/**
 * Builds the lab's binaries, or finds those of the same sources in the cache. The first build downloads the Go modules
 * and takes minutes; `log` then receives a line of progress every ten seconds.
 *
 * @throws Error if there is no Go toolchain, or with the compiler's last words
 */
export async function buildLab(
  options: { log?: (line: string) => void } = {},
): Promise<LabBinaries> {
  const log = options.log ?? (() => {});
  // One after the other: each of them keeps all cores busy.
  return {
    controlPlane: await provide(controlPlaneTool(), log),
    kwok: await provide(kwokTool(), log),
  };
}

async function provide(
  tool: LabTool,
  log: (line: string) => void,
): Promise<string> {
  if (existsSync(tool.binary)) {
    return tool.binary;
  }
  const availability = isLabAvailable();
  if (!availability.available) {
    throw new Error(`Cannot build ${tool.name}: ${availability.reason}`);
  }
  const onWait = (pid: number) =>
    log(`waiting for process ${pid}, which builds ${tool.name}`);
  await withBuildLock(`${dirname(tool.binary)}.lock`, { onWait }, async () => {
    if (!existsSync(tool.binary)) {
      await build(tool, log);
    }
  });
  return tool.binary;
}

async function build(
  tool: LabTool,
  log: (line: string) => void,
): Promise<void> {
  const folder = dirname(tool.binary);
  // What an interrupted build has left behind goes.
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  // Built beside and renamed, so that a binary that exists is always a whole one.
  const scratch = await mkdtemp(join(folder, 'build-'));
  try {
    const output = join(scratch, tool.name);
    await compile(tool, output, log);
    await rename(output, tool.binary);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function compile(
  tool: LabTool,
  output: string,
  log: (line: string) => void,
): Promise<void> {
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  let packages = 0;
  const lastLines: string[] = [];

  log(`building ${tool.name} (the first time takes some minutes)`);
  const go = spawn(
    'go',
    ['build', '-v', ...tool.buildFlags, '-o', output, tool.package],
    {
      cwd: tool.module,
      // Nothing in the lab needs C, and so the machine needs no C compiler.
      env: { ...process.env, CGO_ENABLED: '0' },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  if (go.pid !== undefined) {
    setPriority(go.pid, 10);
  }
  // With -v, every line is a package that was compiled, or else what went wrong.
  createInterface({ input: go.stderr }).on('line', line => {
    packages += 1;
    lastLines.push(line);
    lastLines.splice(0, lastLines.length - QUOTED_LINES);
  });
  const progress = setInterval(
    () => log(`building ${tool.name}: ${packages} packages, ${seconds()} s`),
    PROGRESS_INTERVAL_MS,
  );
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      go.once('error', reject);
      go.once('close', resolve);
    });
    if (code !== 0) {
      throw new Error(
        `go build of ${tool.name} failed with code ${code}:\n${lastLines.join(
          '\n',
        )}`,
      );
    }
  } finally {
    clearInterval(progress);
  }
  log(`built ${tool.name} in ${seconds()} s`);
}
