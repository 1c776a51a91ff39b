import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { matches, readAuditLog, type ApiRequest, type ApiRequestFilter, type RequestMark } from './auditLog';
import { buildLab, type LabBinaries } from './buildLab';
import { createNodes } from './createNodes';
import { freePort } from './freePort';
import { LabClient } from './LabClient';
import { createLabFiles, randomToken, readCaData, writeKubeconfig, type LabFiles, type LabToken } from './labFiles';
import { LabProcesses } from './LabProcesses';
import { runKubectl } from './runKubectl';
import { apiServerFlags, controllerManagerFlags, etcdFlags, kwokFlags, schedulerFlags } from './serverFlags';
import { labFolder } from './tools';
import { waitFor } from './waitFor';

const START_TIMEOUT_MS = 60_000;
const START_ATTEMPTS = 5;
const ADMIN = 'lab-admin';
const MARK_PATH = '/version?lab-mark=';

/** What a lab consists of, and who may use it. */
export interface LabOptions {
  /** Played nodes to start with. Default: 2, and 0 without kwok. */
  nodes?: number;
  /** Whether pods run: kwok plays kubelets from `stages/`. Default: true. */
  kwok?: boolean;
  /** Whether Deployments get pods and pods get nodes: the controller manager and the scheduler. Default: true. */
  controllers?: boolean;
  /** Keeps etcd's data and the server's certificate here, and after `stop`. Default: a temporary folder. */
  dataDir?: string;
  /** Bearer token of the user `lab-admin` in `system:masters`. Default: a random one. */
  adminToken?: string;
  /** More users, with the groups that they are in. */
  extraTokens?: LabToken[];
  /** Whether requests to the API server are recorded, for `apiRequests` and `countApiRequests`. Default: false. */
  auditLog?: boolean;
  /** More flags of the API server, such as `--watch-cache=false`. */
  apiServerFlags?: string[];
  /** Receives a line when something takes long or ends by itself. */
  log?: (line: string) => void;
}

/** A Kubernetes control plane of one's own, on loopback. Everything it started ends with this process at the latest. */
export class Lab {
  /** Such as `https://127.0.0.1:43210`. */
  readonly url: string;
  /** Base64 of the PEM of the authority behind the server's certificate, as a kubeconfig has it. */
  readonly caData: string;
  readonly adminToken: string;
  /** Path of a kubeconfig for the admin. */
  readonly kubeconfig: string;
  /** Requests as the admin. */
  readonly client: LabClient;
  readonly #options: LabOptions;
  readonly #binaries: LabBinaries;
  readonly #files: LabFiles;
  readonly #processes: LabProcesses;
  readonly #apiServerFlags: string[];
  #stopping: Promise<void> | undefined;

  /**
   * Starts a lab and waits until it is ready, nodes included. Builds the binaries first where they are missing.
   *
   * @throws Error with the last lines of the process that failed
   */
  static async start(options: LabOptions = {}): Promise<Lab> {
    const binaries = await buildLab({ log: options.log });
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await Lab.#startOnce(options, binaries);
      } catch (error) {
        // A port that was free a moment ago was taken by somebody else.
        if (attempt === START_ATTEMPTS || !String(error).includes('address already in use')) {
          throw error;
        }
      }
    }
  }

  static async #startOnce(options: LabOptions, binaries: LabBinaries): Promise<Lab> {
    const adminToken = options.adminToken ?? randomToken();
    const serverTokens = new Map(['kube-controller-manager', 'kube-scheduler', 'kwok'].map(name => [name, randomToken()]));
    const files = await createLabFiles({
      dataDir: options.dataDir,
      tokens: [
        { token: adminToken, user: ADMIN, groups: ['system:masters'] },
        ...[...serverTokens].map(([name, token]) => ({ token, user: `system:${name}`, groups: ['system:masters'] })),
        ...(options.extraTokens ?? []),
      ],
    });
    const processes = LabProcesses.create({ folder: files.folder, log: options.log });
    try {
      const port = await freePort();
      const url = `https://127.0.0.1:${port}`;
      const apiServer = apiServerFlags({ files, port, auditLog: options.auditLog ?? false, extra: options.apiServerFlags ?? [] });
      processes.start('etcd', binaries.controlPlane, ['etcd', ...etcdFlags({ files })]);
      processes.start('kube-apiserver', binaries.controlPlane, ['kube-apiserver', ...apiServer]);
      const certificate = waitFor('the certificate of kube-apiserver', () => readCaData(files), { timeoutMs: START_TIMEOUT_MS });
      const caData = await processes.expect(certificate);
      const kubeconfig = await writeKubeconfig(join(files.folder, 'kubeconfig'), { url, caData, user: ADMIN, token: adminToken });
      const client = LabClient.create({ url, caData, token: adminToken });
      const lab = new Lab({ url, caData, adminToken, kubeconfig, client, options, binaries, files, processes, apiServer });
      await lab.#untilReady();
      await lab.#startServers(serverTokens);
      return lab;
    } catch (error) {
      await processes.stopAll('SIGKILL');
      await rm(files.folder, { recursive: true, force: true });
      throw error;
    }
  }

  private constructor(parts: {
    url: string;
    caData: string;
    adminToken: string;
    kubeconfig: string;
    client: LabClient;
    options: LabOptions;
    binaries: LabBinaries;
    files: LabFiles;
    processes: LabProcesses;
    apiServer: string[];
  }) {
    this.url = parts.url;
    this.caData = parts.caData;
    this.adminToken = parts.adminToken;
    this.kubeconfig = parts.kubeconfig;
    this.client = parts.client;
    this.#options = parts.options;
    this.#binaries = parts.binaries;
    this.#files = parts.files;
    this.#processes = parts.processes;
    this.#apiServerFlags = parts.apiServer;
  }

  /** A client for another user, who may be one of `extraTokens` or a service account. Close it after use. */
  clientFor(token: string): LabClient {
    return LabClient.create({ url: this.url, caData: this.caData, token });
  }

  /** Writes a kubeconfig for another user and returns its path. */
  async kubeconfigFor(options: { user: string; token: string; path?: string }): Promise<string> {
    const path = options.path ?? join(this.#files.folder, `kubeconfig-${options.user.replaceAll(/[^\w.-]/g, '_')}`);
    return await writeKubeconfig(path, { url: this.url, caData: this.caData, user: options.user, token: options.token });
  }

  /** Runs kubectl as the admin and returns what it printed. */
  async kubectl(args: string[], options: { input?: string } = {}): Promise<string> {
    const own = [`--kubeconfig=${this.kubeconfig}`, `--cache-dir=${join(this.#files.folder, 'kubectl-cache')}`];
    return await runKubectl({ binary: this.#binaries.controlPlane, args: [...own, ...args], input: options.input });
  }

  /** Ends the API server as an orderly shutdown (`SIGTERM`, the default) or a crash (`SIGKILL`) would, and waits for its end. */
  async stopApiServer(options: { signal?: 'SIGTERM' | 'SIGKILL' } = {}): Promise<void> {
    await this.#processes.stop('kube-apiserver', options.signal ?? 'SIGTERM');
  }

  /** Starts the API server again, with the same port, data and certificate, and waits until it is ready. */
  async startApiServer(): Promise<void> {
    if (!this.#processes.get('kube-apiserver')?.running) {
      this.#processes.start('kube-apiserver', this.#binaries.controlPlane, ['kube-apiserver', ...this.#apiServerFlags]);
    }
    await this.#untilReady();
  }

  /** Freezes the API server: connections stay open and nothing is answered, as behind a network that drops packets. */
  pauseApiServer(): void {
    this.#processes.get('kube-apiserver')?.signal('SIGSTOP');
  }

  resumeApiServer(): void {
    this.#processes.get('kube-apiserver')?.signal('SIGCONT');
  }

  /** A point in time to count requests from. Everything that was answered before is in the log when this returns. */
  async markRequests(): Promise<RequestMark> {
    const path = `${MARK_PATH}${randomToken()}`;
    const from = (await readAuditLog(this.#auditLog)).end;
    await this.client.requestText({ path });
    return await waitFor('the audit log', async () => {
      const { requests, end } = await readAuditLog(this.#auditLog, from);
      const own = requests.find(request => request.path === path);
      return own && { offset: end, receivedAt: own.receivedAt };
    });
  }

  /** What the API server was asked so far, or since a mark. Needs `auditLog: true`. */
  async apiRequests(filter: ApiRequestFilter = {}): Promise<ApiRequest[]> {
    await this.markRequests();
    const { requests } = await readAuditLog(this.#auditLog, filter.since?.offset);
    return requests.filter(request => !request.path.startsWith(MARK_PATH) && matches(request, filter));
  }

  /** How many requests the API server was asked so far, or since a mark. Needs `auditLog: true`. */
  async countApiRequests(filter: ApiRequestFilter = {}): Promise<number> {
    return (await this.apiRequests(filter)).length;
  }

  /** Resident memory of each process in bytes, where the machine tells (Linux). */
  async memoryBytes(): Promise<Record<string, number>> {
    const entries = this.#processes.all().map(async process => [process.name, await process.memoryBytes()] as const);
    return Object.fromEntries(await Promise.all(entries));
  }

  /** Ends every process, waits for their end and removes the temporary folder. May be called again. */
  async stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    await this.#stopping;
  }

  async #stop(): Promise<void> {
    this.client.close();
    this.resumeApiServer();
    // Data that nobody will read need no orderly end.
    await this.#processes.stopAll(this.#options.dataDir ? 'SIGTERM' : 'SIGKILL');
    await rm(this.#files.folder, { recursive: true, force: true });
  }

  async #startServers(tokens: Map<string, string>): Promise<void> {
    const { kwok = true, controllers = true, nodes = kwok ? 2 : 0 } = this.#options;
    const files = this.#files;
    const kubeconfigOf = async (name: string) => await this.kubeconfigFor({ user: `system:${name}`, token: tokens.get(name) ?? '' });
    const start = (name: string, flags: string[]) => this.#processes.start(name, this.#binaries.controlPlane, [name, ...flags]);
    if (controllers) {
      start('kube-controller-manager', controllerManagerFlags({ files, kubeconfig: await kubeconfigOf('kube-controller-manager') }));
      start('kube-scheduler', schedulerFlags({ kubeconfig: await kubeconfigOf('kube-scheduler') }));
    }
    if (kwok) {
      const stages = ['node', 'pod', 'pod-faults'].map(name => join(labFolder, 'stages', `${name}.yaml`));
      const flags = kwokFlags({ kubeconfig: await kubeconfigOf('kwok'), port: await freePort(), configFiles: stages });
      this.#processes.start('kwok', this.#binaries.kwok, flags);
    }
    await this.#processes.expect(createNodes(this.client, { count: nodes, played: kwok }));
    if (controllers) {
      // Written by the controller manager: once it is there, the controllers run.
      const account = { kind: 'ServiceAccount', metadata: { name: 'default' } };
      await this.#processes.expect(waitFor('the controllers', () => this.client.get(account), { timeoutMs: START_TIMEOUT_MS }));
    }
  }

  async #untilReady(): Promise<void> {
    const ready = () => this.client.requestText({ path: '/readyz', timeoutMs: 5_000 });
    await this.#processes.expect(waitFor('kube-apiserver to be ready', ready, { timeoutMs: START_TIMEOUT_MS }));
  }

  get #auditLog(): string {
    if (!this.#options.auditLog) {
      throw new Error('This lab records no requests: start it with auditLog: true');
    }
    return this.#files.auditLog;
  }
}
