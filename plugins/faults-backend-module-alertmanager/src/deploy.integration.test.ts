import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { parse, stringify } from 'yaml';
import { canMonitor, findProgram } from './__testUtils__/startMonitoring';

// Only a bound: a busy machine is slow.
jest.setTimeout(60_000);

const run = promisify(execFile);
const root = path.resolve(__dirname, '../../..');
const inDeploy = (file: string) => path.join(root, 'deploy', file);
const read = async (file: string) => await readFile(inDeploy(file), 'utf8');

const RULES = 'prometheus/groundcrew-rules.yaml';

const SUFFIXES: Record<string, string[]> = {
  Counter: ['_total'],
  Histogram: ['_bucket', '_sum', '_count'],
};

interface Rule {
  alert?: string;
  record?: string;
  expr: string;
}

async function rulesOf(): Promise<Rule[]> {
  const { groups } = parse(await read(RULES));
  return groups.flatMap(({ rules }: { rules: Rule[] }) => rules);
}

/** Those of panels, and of the choices at the top. */
async function queriesOfDashboard(): Promise<string[]> {
  const { panels, templating } = JSON.parse(
    await read('grafana/groundcrew.json'),
  );
  return [
    ...panels.flatMap(({ targets = [] }: { targets?: { expr: string }[] }) =>
      targets.map(({ expr }) => expr),
    ),
    ...templating.list.map(({ query }: { query: string }) => query),
  ];
}

/** What the code exposes, as OpenTelemetry's exporter for Prometheus names it. */
async function exposedMetrics(): Promise<Set<string>> {
  const names = new Set<string>();
  for (const folder of ['plugins', 'packages']) {
    const files = await readdir(path.join(root, folder), {
      recursive: true,
    });
    for (const file of files) {
      if (/^[^/]+\/src\/.*\.ts$/.test(file) && !file.includes('.test.')) {
        const code = await readFile(path.join(root, folder, file), 'utf8');
        for (const [, kind, name] of code.matchAll(
          /create(\w+)\(\s*'(groundcrew_\w+)'/g,
        )) {
          for (const suffix of SUFFIXES[kind] ?? ['']) {
            names.add(`${name}${suffix}`);
          }
        }
      }
    }
  }
  return names;
}

describe('what is deployed beside', () => {
  it('asks for metrics that the code has, and no others', async () => {
    const exposed = await exposedMetrics();
    expect(exposed).toContain('groundcrew_incidents_open');
    const rules = await rulesOf();
    const asked = [
      ...rules.map(({ expr }) => expr),
      ...(await queriesOfDashboard()),
    ].flatMap(query => query.match(/\bgroundcrew_\w+/g) ?? []);
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter(name => !exposed.has(name))).toEqual([]);
  });

  it('asks for recorded rules that there are', async () => {
    const rules = await rulesOf();
    const recorded = rules.flatMap(({ record }) => record ?? []);
    const asked = (await queriesOfDashboard()).flatMap(
      query => query.match(/\bgroundcrew:\S+/g) ?? [],
    );
    expect(asked.filter(name => !recorded.includes(name))).toEqual([]);
  });

  it('tells Groundcrew nothing of what it says itself, and sends to the route that there is', async () => {
    const { receivers, route } = parse(
      await read('alertmanager/alertmanager.yaml'),
    );
    const [ofItself, toGroundcrew] = route.routes;
    const [, pattern] = /=~ "(.*)"/.exec(ofItself.matchers[0])!;
    const own = (await rulesOf()).filter(({ alert, expr }) =>
      Boolean(alert && expr.includes('groundcrew_')),
    );
    expect(own.length).toBeGreaterThan(5);
    for (const { alert } of own) {
      expect(alert).toMatch(new RegExp(`^(?:${pattern})$`));
    }
    const {
      webhook_configs: [webhook],
    } = receivers.find(
      ({ name }: { name: string }) => name === toGroundcrew.receiver,
    );
    expect(webhook.url).toMatch(
      /\/api\/groundcrew-faults\/v1\/alerts\/alertmanager$/,
    );
    expect(webhook.http_config.authorization).not.toHaveProperty('credentials');
  });
});

const describeWithPrometheus = canMonitor() ? describe : describe.skip;

describeWithPrometheus('the tools of Prometheus and Alertmanager', () => {
  const promtool = async (...args: string[]) =>
    await run(findProgram('promtool')!, args);

  it('take the rules, and find that they say what they should', async () => {
    const { stdout } = await promtool('check', 'rules', inDeploy(RULES));
    expect(stdout).toContain('SUCCESS');
    const tested = await promtool(
      'test',
      'rules',
      inDeploy('prometheus/groundcrew-rules.test.yaml'),
    );
    expect(tested.stdout).toContain('SUCCESS');
  });

  it('take what the dashboard asks for', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'groundcrew-dashboard-'));
    const queries = (await queriesOfDashboard()).filter(query =>
      query.includes('('),
    );
    const rules = queries
      .filter(query => !query.startsWith('label_values'))
      .map((query, index) => ({
        record: `panel_${index}`,
        expr: query.replaceAll('$cluster', '.*'),
      }));
    try {
      const file = path.join(folder, 'rules.yaml');
      await writeFile(file, stringify({ groups: [{ name: 'panels', rules }] }));
      const { stdout } = await promtool('check', 'rules', file);
      expect(stdout).toContain(`${rules.length} rules found`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('take the routes', async () => {
    const { stdout } = await run(findProgram('amtool')!, [
      'check-config',
      inDeploy('alertmanager/alertmanager.yaml'),
    ]);
    expect(stdout).toContain('SUCCESS');
  });
});
