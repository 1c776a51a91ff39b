import type { LabToken } from './labFiles';

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
