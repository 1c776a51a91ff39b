import { Lab } from '@groundcrew/lab';
import type { ConformanceTarget } from './ConformanceTarget';

const STRANGER_TOKEN = 'conformance-stranger';

/** Starts a real control plane whose nodes are played. */
export async function startLab(): Promise<ConformanceTarget> {
  const lab = await Lab.start({
    extraTokens: [{ token: STRANGER_TOKEN, user: 'stranger' }],
  });
  // An API server remembers changes from its start on: after another one, version 1 is out of its memory.
  await lab.stopApiServer();
  await lab.startApiServer();
  return {
    name: 'lab',
    url: lab.url,
    ca: Buffer.from(lab.caData, 'base64').toString('utf8'),
    adminToken: lab.adminToken,
    strangerToken: STRANGER_TOKEN,
    hasLogs: false,
    hasMetrics: false,
    isOwn: true,
    refusesUnsupported: false,
    stop: () => lab.stop(),
  };
}
