import { copyFile, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createLoad } from './createLoad';
import { Lab } from './Lab';

const USAGE = `Starts a Kubernetes control plane with played nodes, and ends it with Ctrl-C.

  --nodes N           nodes to start with (default 3)
  --pods N            pods to fill it with, ten to a Deployment (default 0)
  --kubeconfig FILE   where to write the kubeconfig (default: a temporary file)
  --help`;

const PODS_PER_DEPLOYMENT = 10;

interface Arguments {
  nodes: number;
  pods: number;
  kubeconfig: string | undefined;
  help: boolean;
}

/** `npm run lab`: one lab in the foreground. */
async function main(): Promise<void> {
  const { nodes, pods, kubeconfig, help } = parseArguments(
    process.argv.slice(2),
  );
  if (help) {
    print(USAGE);
    return;
  }
  // Asked for before anything is started, so that an early Ctrl-C is not lost.
  const interrupted = new Promise<void>(done => {
    // Neither a promise nor the lab keeps this process from ending.
    const waiting = setInterval(() => {}, 60_000);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        clearInterval(waiting);
        done();
      });
    }
  });
  const startedAt = Date.now();
  const starting = Lab.start({ nodes, log: print });
  const lab = await Promise.race([starting, interrupted]);
  if (!lab) {
    // Only half there, and bound to this process: it goes with it.
    process.exit(130);
  }
  try {
    await Promise.race([
      use(lab, { pods, kubeconfig, startedAt }),
      interrupted,
    ]);
    await interrupted;
  } finally {
    await lab.stop();
    if (kubeconfig) {
      await rm(kubeconfig, { force: true });
    }
  }
}

async function use(
  lab: Lab,
  options: { pods: number; kubeconfig: string | undefined; startedAt: number },
): Promise<void> {
  const { pods, kubeconfig, startedAt } = options;
  if (kubeconfig) {
    await copyFile(lab.kubeconfig, kubeconfig);
  }
  print(
    `Kubernetes v1.34.4 is ready at ${lab.url} (${(
      (Date.now() - startedAt) /
      1000
    ).toFixed(1)} s)`,
  );
  print(`  export KUBECONFIG=${kubeconfig ?? lab.kubeconfig}`);
  if (pods > 0) {
    const deployments = Math.ceil(pods / PODS_PER_DEPLOYMENT);
    const load = await createLoad(lab, {
      deployments,
      podsPerDeployment: PODS_PER_DEPLOYMENT,
      log: print,
    });
    print(
      `${load.deployments.length} Deployments with ${load.pods} pods run on ${
        load.nodes
      } more nodes (${(load.milliseconds / 1000).toFixed(1)} s)`,
    );
  }
  print('Ctrl-C ends it.');
}

function parseArguments(args: string[]): Arguments {
  const { values } = parseArgs({
    args,
    options: {
      nodes: { type: 'string', default: '3' },
      pods: { type: 'string', default: '0' },
      kubeconfig: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  // npm runs scripts in the repository's folder and says here where it was called.
  const kubeconfig =
    values.kubeconfig &&
    resolve(process.env.INIT_CWD ?? process.cwd(), values.kubeconfig);
  return {
    nodes: wholeNumber('--nodes', values.nodes),
    pods: wholeNumber('--pods', values.pods),
    kubeconfig,
    help: values.help,
  };
}

function wholeNumber(option: string, value: string): number {
  if (!/^\d{1,6}$/.test(value)) {
    throw new Error(
      `${option} takes a whole number, not ${JSON.stringify(value)}`,
    );
  }
  return Number(value);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().then(
  // A load that was interrupted would go on waiting.
  () => process.exit(0),
  error => {
    process.stderr.write(
      `lab: ${error instanceof Error ? error.message : error}\n`,
    );
    process.exit(1);
  },
);
