import { buildApp } from '../run/buildApp.mjs';
import { UserError } from '../userError.mjs';
import { ensureChromium } from './chromium.mjs';

/**
 * Prepares a look at the app: a Chromium, and the app built.
 *
 * @returns the environment of the toolchain, which names the Chromium besides
 * @throws UserError when there is no Chromium and none could be installed
 */
export async function prepareBrowser(context, { logFile }) {
  const { toolchain, children } = context;
  const chromium = await ensureChromium({ toolchain, children, logFile });
  if (chromium.missing) {
    throw new UserError(chromium.missing);
  }
  await buildApp(context);
  return { ...toolchain.environment, GROUNDCREW_CHROMIUM: chromium.executable };
}
