import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createServer as createSocket, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const PROMETHEUS = ['prometheus'];
// Debian calls it otherwise than everybody else.
const ALERTMANAGER = ['prometheus-alertmanager', 'alertmanager'];

/** A Prometheus and an Alertmanager of a test, on loopback. */
export interface Monitoring {
  /** What Prometheus scrapes from now on. */
  expose(metrics: string): void;
  stop(): Promise<void>;
}

/** What {@link startMonitoring} configures. */
export interface StartMonitoringOptions {
  /** Where Alertmanager is to listen. */
  port: number;
  /** Alerting rules, as a file of Prometheus. */
  rules: string;
  /** Where Alertmanager posts to. */
  webhook: string;
  token: string;
}

/** Whether the real ones are there; else says in one line what is missing. */
export function canMonitor(): boolean {
  const missing = [PROMETHEUS, ALERTMANAGER].filter(
    names => !findProgram(...names),
  );
  const names = missing.map(([name]) => name).join(' and ');
  if (missing.length > 0) {
    process.stderr.write(
      `Alerts are not tested with the real ${names}: install it (Debian: apt install ${names})\n`,
    );
  }
  return missing.length === 0;
}

/** Starts both, and what they scrape; they leave nothing behind. */
export async function startMonitoring(
  options: StartMonitoringOptions,
): Promise<Monitoring> {
  const folder = await mkdtemp(path.join(tmpdir(), 'groundcrew-alerts-'));
  let metrics = '';
  const exporter = createServer((_req, res) => {
    res.setHeader('Content-Type', 'text/plain; version=0.0.4');
    res.end(metrics);
  });
  exporter.listen(0, '127.0.0.1');
  await once(exporter, 'listening');
  const ports = [await freePort(), options.port];
  const files = filesOf(options, folder, portOf(exporter), ports[1]);
  for (const [name, content] of Object.entries(files)) {
    await writeFile(path.join(folder, name), content, { mode: 0o600 });
  }
  const processes = [
    run(findProgram(...PROMETHEUS)!, [
      `--config.file=${folder}/prometheus.yaml`,
      `--storage.tsdb.path=${folder}/prometheus`,
      `--web.listen-address=127.0.0.1:${ports[0]}`,
    ]),
    run(findProgram(...ALERTMANAGER)!, [
      `--config.file=${folder}/alertmanager.yaml`,
      `--storage.path=${folder}/alertmanager`,
      `--web.listen-address=127.0.0.1:${ports[1]}`,
      '--cluster.listen-address=',
    ]),
  ];
  const stop = async () => {
    await Promise.all(processes.map(end));
    exporter.closeAllConnections();
    exporter.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await Promise.all(
      ports.map((port, index) => ready(port, processes[index])),
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    expose(text) {
      metrics = `${text}\n`;
    },
    stop,
  };
}

function filesOf(
  { rules, token, webhook }: StartMonitoringOptions,
  folder: string,
  exporter: number,
  alertmanager: number,
): Record<string, string> {
  return {
    token,
    'rules.yaml': rules,
    'prometheus.yaml': `
global: { scrape_interval: 500ms, scrape_timeout: 400ms, evaluation_interval: 500ms }
rule_files: [${folder}/rules.yaml]
alerting: { alertmanagers: [{ static_configs: [{ targets: ['127.0.0.1:${alertmanager}'] }] }] }
scrape_configs:
  - { job_name: shop, honor_labels: true, static_configs: [{ targets: ['127.0.0.1:${exporter}'] }] }
`,
    'alertmanager.yaml': `
route: { receiver: groundcrew, group_by: [alertname], group_wait: 500ms, group_interval: 500ms, repeat_interval: 1h }
receivers:
  - name: groundcrew
    webhook_configs:
      - url: ${webhook}
        send_resolved: true
        http_config: { authorization: { credentials_file: ${folder}/token } }
`,
  };
}

/** A program of the PATH by any of its names; undefined where it is not installed. */
export function findProgram(...names: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return [...folders, '/usr/bin']
    .flatMap(folder => names.map(name => path.join(folder, name)))
    .find(file => existsSync(file));
}

function run(file: string, args: readonly string[]): ChildProcess {
  const child = spawn(file, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = `${said}${chunk}`.slice(-4_000);
  });
  child.once('exit', code => {
    if (code) {
      process.stderr.write(said);
    }
  });
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
}

async function ready(port: number, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    try {
      if ((await fetch(`http://127.0.0.1:${port}/-/ready`)).ok) {
        return;
      }
    } catch {
      // Not listening yet.
    }
    if (child.exitCode !== null || Date.now() > deadline) {
      throw new Error(`${child.spawnfile} did not become ready`);
    }
    await new Promise(resolve => {
      setTimeout(resolve, 50);
    });
  }
}

/** A port of loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  const socket = createSocket();
  socket.listen(0, '127.0.0.1');
  await once(socket, 'listening');
  const port = portOf(socket);
  socket.close();
  await once(socket, 'close');
  return port;
}

function portOf(server: Pick<Server, 'address'>): number {
  return (server.address() as AddressInfo).port;
}
