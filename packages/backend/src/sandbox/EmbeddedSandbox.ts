import { LoggerService } from '@backstage/backend-plugin-api';
import path from 'node:path';
import {
  ActiveFaultView,
  FaultTarget,
  FaultView,
  SandboxClusterView,
  SandboxControl,
} from './SandboxControl';

/** What {@link EmbeddedSandbox} needs. */
export interface EmbeddedSandboxOptions {
  /** Absolute. */
  directory: string;
  ports: { dev?: number; staging?: number; prod?: number };
  logger: LoggerService;
}

/** {@link SandboxControl} of clusters in this process. */
export class EmbeddedSandbox implements SandboxControl {
  readonly #directory: string;

  static async start(options: EmbeddedSandboxOptions): Promise<EmbeddedSandbox> {
    return new EmbeddedSandbox(options.directory);
  }

  private constructor(directory: string) {
    this.#directory = directory;
  }

  async clusters(): Promise<SandboxClusterView[]> {
    return [];
  }

  async faults(): Promise<FaultView[]> {
    return [];
  }

  async activeFaults(): Promise<ActiveFaultView[]> {
    return [];
  }

  async apply(fault: string, target: FaultTarget): Promise<ActiveFaultView> {
    return { id: '0', fault, ...target };
  }

  async revert(_activeFaultId: string): Promise<void> {}

  kubeconfigPath(): string {
    return path.join(this.#directory, 'kubeconfig');
  }

  async stop(): Promise<void> {}
}
