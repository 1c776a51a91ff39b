import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { KubernetesObject } from '@groundcrew/plugin-clusters-node';

/** What was recorded of a cluster with one fault, and what the fault is. */
export interface RecordedCase {
  id: string;
  namespace: string;
  /** RFC 3339. */
  capturedAt: string;
  objects: KubernetesObject[];
  /** By pod and container; `<container>.previous` is of the run before the last restart. */
  logs: Record<string, Record<string, string>>;
  alerts: { alerts?: RecordedAlert[] };
  metrics: RecordedMetrics | null;
  extra: RecordedFacts;
  truth: Answer;
}

/** What is wrong, in the words of the recordings. */
export interface Answer {
  taxonomy: string;
  object: string;
  rootCause: string;
}

export interface RecordedAlert {
  type: string;
  name: string;
  evidence?: string[];
}

/** The first column is the time; the others are `<workload or node>-<metric>`. */
export interface RecordedMetrics {
  columns: string[];
  rows: (string | number | null)[][];
}

/** Facts that are in no object, by the tool that gives them. */
export interface RecordedFacts {
  GetServiceDependencies?: Record<string, { calls?: string[] }>;
  CheckServiceConnectivity?: {
    service: string;
    namespace?: string;
    connected: boolean;
    fromNodes?: Record<string, boolean>;
  }[];
  CheckNodeServiceStatus?: Record<string, Record<string, { active?: string }>>;
  GetErrorLogs?: Record<string, { patterns?: { sample?: string }[] }>;
  GetAppYAML?: Record<string, KubernetesObject[]>;
  nodeAllocations?: Record<
    string,
    { podsOfOtherNamespaces?: RecordedAllocation[] }
  >;
}

/** A pod of which only its requests are known. */
export interface RecordedAllocation {
  namespace: string;
  name: string;
  cpuRequests: string;
  memoryRequests: string;
}

/** The files of the cases in a directory, in the order of their names. */
export async function caseFilesIn(directory: string): Promise<string[]> {
  const names = await readdir(directory);
  return names
    .filter(name => name.endsWith('.json.gz') || name.endsWith('.json'))
    .sort()
    .map(name => path.join(directory, name));
}

export async function readCase(file: string): Promise<RecordedCase> {
  const content = await readFile(file);
  const json = file.endsWith('.gz')
    ? await promisify(gunzip)(content)
    : content;
  return JSON.parse(json.toString('utf8'));
}
