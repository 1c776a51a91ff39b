import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, relative } from 'node:path';

const KUBERNETES_VERSION = 'v1.34.4';
const VERSION_PACKAGE = 'k8s.io/component-base/version';

/** The folder of this package, which holds the Go modules and the stages. */
// This package is never built, so its folder is where it is in the repository.
// eslint-disable-next-line no-restricted-syntax
export const labFolder = dirname(__dirname);

/** One binary of the lab and the Go module that it is built from. */
export interface LabTool {
  name: 'lab' | 'kwok';
  /** Folder of the go.mod. */
  module: string;
  /** Package to build, relative to the module. */
  package: string;
  /** Everything that decides what the binary is, besides the sources. */
  buildFlags: string[];
  /** Where the binary of exactly these sources is, or will be. */
  binary: string;
}

// Without its version a server calls itself v0.0.0-master+$Format, which clients fail to parse.
const kubernetesVersionFlags = [
  `-X ${VERSION_PACKAGE}.gitVersion=${KUBERNETES_VERSION}`,
  `-X ${VERSION_PACKAGE}.gitMajor=1`,
  `-X ${VERSION_PACKAGE}.gitMinor=34`,
].join(' ');

/** The control plane: etcd, the API server, the controller manager, the scheduler and kubectl. */
export const controlPlaneTool = (): LabTool =>
  createTool({
    name: 'lab',
    module: labFolder,
    package: './cmd/lab',
    sources: ['cmd/lab', 'watchdog'],
    ldflags: `-s -w ${kubernetesVersionFlags}`,
  });

/** The player of nodes and pods. */
export const kwokTool = (): LabTool =>
  createTool({
    name: 'kwok',
    module: join(labFolder, 'kwok'),
    package: '.',
    sources: ['.', '../watchdog'],
    ldflags: '-s -w',
  });

function createTool(options: {
  name: LabTool['name'];
  module: string;
  package: string;
  sources: string[];
  ldflags: string;
}): LabTool {
  const { name, module, sources } = options;
  const buildFlags = [
    '-trimpath',
    '-buildvcs=false',
    `-ldflags=${options.ldflags}`,
  ];
  const files = [
    join(module, 'go.mod'),
    join(module, 'go.sum'),
    ...sources.flatMap(folder => goFiles(join(module, folder))),
  ];
  const hash = createHash('sha256').update(
    `${process.platform}/${process.arch} ${buildFlags.join(' ')}\n`,
  );
  for (const file of files) {
    hash.update(`${relative(module, file)}\n`).update(readFileSync(file));
  }
  const folder = join(cacheFolder(), hash.digest('hex').slice(0, 16));
  return {
    name,
    module,
    package: options.package,
    buildFlags,
    binary: join(folder, name),
  };
}

function goFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter(file => file.endsWith('.go') && !file.endsWith('_test.go'))
    .sort()
    .map(file => join(folder, file));
}

function cacheFolder(): string {
  return join(
    process.env.XDG_CACHE_HOME || join(homedir(), '.cache'),
    'groundcrew',
    'lab',
  );
}
