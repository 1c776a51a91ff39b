import { appendFile, writeFile } from 'node:fs/promises';
import type { LabFiles } from './labFiles';

/**
 * Writes what kwok answers with when a pod's logs are read (the same for all pods), and what an earlier container would
 * have said before it crashed. Returns the kwok configuration that names them.
 */
export async function createPodLogs(files: LabFiles): Promise<string> {
  const { podLog, podLogPrevious, podLogConfig } = files;
  await appendPodLog(podLog, ['Starting', 'Listening on :8080', 'GET / 200']);
  await appendPodLog(podLogPrevious, [
    'Starting',
    'Cannot connect to the database: connection refused',
    'Exiting with code 1',
  ]);
  const log = {
    logsFile: podLog,
    previousLogsFile: podLogPrevious,
    follow: true,
  };
  await writeFile(
    podLogConfig,
    JSON.stringify({
      apiVersion: 'kwok.x-k8s.io/v1alpha1',
      kind: 'ClusterLogs',
      metadata: { name: 'pods' },
      spec: { logs: [log] },
    }),
  );
  return podLogConfig;
}

/** Adds lines in the format of the container runtime, which carries the time and the stream. */
export async function appendPodLog(
  path: string,
  lines: string[],
): Promise<void> {
  const at = new Date().toISOString();
  await appendFile(
    path,
    lines.map(line => `${at} stdout F ${line}\n`).join(''),
  );
}
