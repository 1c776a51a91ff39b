import fs from 'node:fs/promises';
import path from 'node:path';
import { repositoryRoot } from '../../bootstrap/directories.mjs';
import { ensureLab } from '../lab.mjs';
import { runTool } from '../runTool.mjs';
import { addCounts } from '../summary.mjs';

/** The lab can be built, and its Go code is in order. */
export const goStage = {
  id: 'go',
  title: 'The lab (Go)',
  async run(context) {
    const lab = await ensureLab(context);
    if (!lab.available) {
      return lab.broken || context.ci
        ? { failed: 1, failures: [lab.reason] }
        : { skipped: 1, notes: [lab.reason] };
    }
    const results = [{ passed: 1 }];
    for (const module of await findModules()) {
      results.push(await checkModule(context, module));
    }
    return {
      ...addCounts(results),
      failures: results.flatMap(({ failures = [] }) => failures),
    };
  },
};

/** The folders of lab/ that are Go modules, and whether they have tests. */
async function findModules() {
  const files = await fs.readdir(path.join(repositoryRoot, 'lab'), {
    recursive: true,
  });
  const own = files.filter(file => !file.includes('node_modules'));
  const modules = own
    .filter(file => path.basename(file) === 'go.mod')
    .map(file => path.dirname(file));
  return modules.map(module => ({
    directory: path.join(repositoryRoot, 'lab', module),
    name: path.join('lab', module),
    hasCode: own.some(
      file => file.endsWith('.go') && nearestModule(file, modules) === module,
    ),
    hasTests: own.some(
      file =>
        file.endsWith('_test.go') && nearestModule(file, modules) === module,
    ),
  }));
}

function nearestModule(file, modules) {
  return modules
    .filter(module => module === '.' || file.startsWith(`${module}${path.sep}`))
    .sort((a, b) => b.length - a.length)[0];
}

async function checkModule(context, { directory, name, hasCode, hasTests }) {
  // The flags of the lab's own build: with others, all of Kubernetes would be compiled a second time.
  const go = async args => {
    const { code, output } = await runTool(context, {
      name: `go-${args[0]}`,
      command: 'go',
      args: [args[0], '-trimpath', ...args.slice(1)],
      cwd: directory,
      environment: { CGO_ENABLED: '0' },
    });
    return { code, output, title: `go ${args.join(' ')} in ${name}` };
  };
  const checks = [
    ...(hasCode ? [await go(['vet', './...'])] : []),
    ...(hasTests ? [await go(['test', './...'])] : []),
  ];
  const failed = checks.filter(({ code }) => code !== 0);
  return {
    passed: checks.length - failed.length,
    failed: failed.length,
    failures: failed.map(({ title, output }) => `${title}\n${output}`),
  };
}
