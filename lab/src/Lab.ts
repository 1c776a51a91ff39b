import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ApiRequest, ApiRequestFilter, RequestMark } from './auditLog';
import { buildLab } from './buildLab';
import { LabClient, type KubernetesObject } from './LabClient';
import { kubeconfigPath } from './labFiles';
import type { LabOptions } from './LabOptions';
import { appendPodLog } from './podLogs';
import { RequestLog } from './RequestLog';
import { runPart } from './runPart';
import { startLabParts, type LabParts } from './startLabParts';
import { writeKubeconfig } from './writeKubeconfig';

const START_ATTEMPTS = 5;

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
  readonly #parts: LabParts;
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
        return new Lab(await startLabParts(options, binaries));
      } catch (error) {
        // A port that was free a moment ago was taken by somebody else.
        const lostRace = String(error).includes('address already in use');
        if (attempt === START_ATTEMPTS || !lostRace) {
          throw error;
        }
      }
    }
  }

  private constructor(parts: LabParts) {
    this.url = parts.url;
    this.caData = parts.caData;
    this.adminToken = parts.adminToken;
    this.kubeconfig = parts.kubeconfig;
    this.client = parts.client;
    this.#parts = parts;
  }

  /** A client for another user, who may be one of `extraTokens` or a service account. Close it after use. */
  clientFor(token: string): LabClient {
    return LabClient.create({ url: this.url, caData: this.caData, token });
  }

  /** Writes a kubeconfig for another user and returns its path. */
  async kubeconfigFor(options: {
    user: string;
    token: string;
    path?: string;
  }): Promise<string> {
    const { user, token } = options;
    const path = options.path ?? kubeconfigPath(this.#parts.files, user);
    const { url, caData } = this;
    return await writeKubeconfig(path, { url, caData, user, token });
  }

  /** Runs kubectl as the admin and returns what it printed. */
  async kubectl(
    args: string[],
    options: { input?: string } = {},
  ): Promise<string> {
    const { binaries, files } = this.#parts;
    const own = [
      `--kubeconfig=${this.kubeconfig}`,
      `--cache-dir=${join(files.folder, 'kubectl-cache')}`,
    ];
    return await runPart({
      binary: binaries.controlPlane,
      part: 'kubectl',
      args: [...own, ...args],
      input: options.input === undefined ? [] : [options.input],
    });
  }

  /**
   * Stores objects past the API server, which sees them appear: fast, but nothing is checked, completed or admitted.
   * For Deployments, ReplicaSets and Pods; each needs its uid and time of creation. Returns how many it stored.
   */
  async seed(objects: Iterable<KubernetesObject>): Promise<number> {
    const { binaries, files } = this.#parts;
    const written = await runPart({
      binary: binaries.controlPlane,
      part: 'seed',
      args: [`--socket=${files.etcdSocket}`],
      input: jsonLines(objects),
    });
    return Number(written);
  }

  /** Ends the API server as an orderly shutdown (`SIGTERM`, the default) or a crash (`SIGKILL`) would, and waits for its end. */
  async stopApiServer(
    options: { signal?: 'SIGTERM' | 'SIGKILL' } = {},
  ): Promise<void> {
    await this.#parts.apiServer.stop(options.signal ?? 'SIGTERM');
  }

  /** Starts the API server again, with the same port, data and certificate, and waits until it is ready. */
  async startApiServer(): Promise<void> {
    this.#parts.apiServer.start();
    await this.#parts.apiServer.untilReady(this.client);
  }

  /** Freezes the API server: connections stay open and nothing is answered, as behind a network that drops packets. */
  async pauseApiServer(): Promise<void> {
    await this.#parts.apiServer.pause();
  }

  resumeApiServer(): void {
    this.#parts.apiServer.resume();
  }

  /** Adds lines to the log that all played pods have in common; who follows it sees them. */
  async appendPodLog(lines: string[]): Promise<void> {
    await appendPodLog(this.#parts.files.podLog, lines);
  }

  /** A point in time to count requests from. Needs `auditLog: true`. */
  async markRequests(): Promise<RequestMark> {
    return await this.#requestLog().mark();
  }

  /** What the API server was asked so far, or since a mark. Needs `auditLog: true`. */
  async apiRequests(filter: ApiRequestFilter = {}): Promise<ApiRequest[]> {
    return await this.#requestLog().requests(filter);
  }

  /** How many requests the API server was asked so far, or since a mark. Needs `auditLog: true`. */
  async countApiRequests(filter: ApiRequestFilter = {}): Promise<number> {
    return (await this.apiRequests(filter)).length;
  }

  /** The process id of each of the lab's processes that runs. */
  processIds(): Record<string, number> {
    const running = this.#parts.processes.all().filter(one => one.running);
    return Object.fromEntries(running.map(({ name, pid }) => [name, pid ?? 0]));
  }

  /** Resident memory of each process in bytes, where the machine tells (Linux). */
  async memoryBytes(): Promise<Record<string, number>> {
    const processes = this.#parts.processes.all();
    const entries = processes.map(
      async process => [process.name, await process.memoryBytes()] as const,
    );
    return Object.fromEntries(await Promise.all(entries));
  }

  /** Ends every process, waits for their end and removes the temporary folder. May be called again. */
  async stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    await this.#stopping;
  }

  async #stop(): Promise<void> {
    const { apiServer, processes, files, options } = this.#parts;
    this.client.close();
    apiServer.resume();
    // Data that nobody will read need no orderly end.
    await processes.stopAll(options.dataDir ? 'SIGTERM' : 'SIGKILL');
    await rm(files.folder, { recursive: true, force: true });
  }

  #requestLog(): RequestLog {
    const { options, files, client } = this.#parts;
    if (!options.auditLog) {
      throw new Error(
        'This lab records no requests: start it with auditLog: true',
      );
    }
    return RequestLog.create({ client, path: files.auditLog });
  }
}

function* jsonLines(objects: Iterable<KubernetesObject>): Iterable<string> {
  for (const object of objects) {
    yield `${JSON.stringify(object)}\n`;
  }
}
