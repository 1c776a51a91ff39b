import fs from 'node:fs/promises';
import path from 'node:path';
import { stateDirectory } from '../bootstrap/directories.mjs';
import { tryLock } from '../files/withLock.mjs';
import { writeAtomically } from '../files/writeAtomically.mjs';
import {
  findPortHolder,
  isPortFree,
  portTakenMessage,
} from '../processes/portHolder.mjs';
import { UserError } from '../userError.mjs';
import { clustersOfMode } from './clustersOfMode.mjs';
import { createOverlay, formatOverlay } from './overlay.mjs';
import { keptSecret } from './secrets.mjs';

/** Fails, with who holds it, where a port that was asked for is taken. */
export async function requirePort(port, host) {
  const free = await isPortFree(port, host).catch(error => {
    throw new UserError(
      error.code === 'EACCES'
        ? `port ${port} may only be used by root: choose another with "npm start -- --port 7007"`
        : `cannot listen on ${host} port ${port}: ${error.message}`,
    );
  });
  if (!free) {
    throw new UserError(portTakenMessage(port, findPortHolder(port)));
  }
}

/** Two backends on one SQLite database would corrupt each other's work. */
export async function lockState(state, { port }) {
  const { release, holder } = await tryLock(path.join(state, 'run.lock'), {
    port,
  });
  if (!release) {
    throw new UserError(
      `Groundcrew already runs from this folder, on port ${
        holder.port
      } as process ${
        holder.pid
      }: end it first, or give this one a place of its own with "npm start -- --state DIRECTORY --port ${
        port + 10
      }"`,
    );
  }
  return release;
}

/**
 * Writes down everything that is decided anew for each run.
 *
 * @returns the configuration file for it, and the kubeconfig of its clusters where we made them
 */
export async function prepareRun(run) {
  const state = run.stateDirectory ?? stateDirectory;
  // One for each mode: what is known of the sandbox's clusters has no place among one's own.
  const databaseDirectory = path.join(state, 'db', run.mode);
  const documentationDirectory = path.join(state, 'techdocs');
  await fs.mkdir(databaseDirectory, { recursive: true, mode: 0o700 });
  await fs.mkdir(documentationDirectory, { recursive: true });
  const encryptionKey = await keptSecret(
    path.join(state, 'keys/cluster-registry'),
  );
  const alertToken = await keptSecret(path.join(state, 'keys/alert-token'));
  const clusters = await clustersOfMode({ ...run, state });
  const overlayFile = path.join(state, 'run/app-config.yaml');
  const overlay = createOverlay({
    port: run.port,
    appPort: run.appPort,
    host: run.host,
    databaseDirectory,
    documentationDirectory,
    encryptionKey,
    alertToken,
    clusters: clusters.configuration,
  });
  await writeAtomically(overlayFile, formatOverlay(overlay), { mode: 0o600 });
  return {
    overlayFile,
    databaseDirectory,
    url: overlay.app.baseUrl,
    kubeconfig: clusters.kubeconfig,
    logFile: path.join(state, 'logs/backend.log'),
  };
}
