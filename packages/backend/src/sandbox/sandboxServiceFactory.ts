import {
  coreServices,
  createServiceFactory,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError, stringifyError } from '@backstage/errors';
import { Sandbox } from '@groundcrew/sandbox';
import path from 'node:path';
import { SandboxService, sandboxServiceRef } from './sandboxServiceRef';

// Clusters that are there before anybody reads them spare the watches their first back-off. Not at any price, though.
const patienceMilliseconds = 5_000;

/**
 * Starts the embedded clusters when `groundcrew.sandbox.enabled` is true, and stops them with the process.
 *
 * @remarks
 *
 * Backstage makes root services before any plugin, so the clusters listen before they are watched, and their kubeconfig lies in
 * `groundcrew.sandbox.directory`. When that takes longer than 5 s the backend goes on without them, and they come when they come.
 */
export const sandboxServiceFactory = createServiceFactory({
  service: sandboxServiceRef,
  deps: {
    config: coreServices.rootConfig,
    lifecycle: coreServices.rootLifecycle,
    rootLogger: coreServices.rootLogger,
  },
  async factory({ config, lifecycle, rootLogger }): Promise<SandboxService> {
    if (config.getOptionalBoolean('groundcrew.sandbox.enabled') !== true) {
      return {
        enabled: false,
        kubeconfigPath: '',
        sandbox() {
          throw new ServiceUnavailableError('The sandbox is not enabled');
        },
      };
    }
    const logger = rootLogger.child({ service: 'groundcrew-sandbox' });
    const directory = path.resolve(
      config.getString('groundcrew.sandbox.directory'),
    );
    const kubeconfigPath = path.join(directory, 'kubeconfig');
    let running: Sandbox | undefined;
    let whyNot = 'The clusters of the sandbox are still starting';

    const starting = Sandbox.start({
      directory,
      ports: portsFrom(config),
      log: message => logger.info(message),
    });
    lifecycle.addShutdownHook(async () => {
      const sandbox = await starting.catch(() => undefined);
      await sandbox?.stop();
    });
    const started = (async () => {
      try {
        const sandbox = await starting;
        await sandbox.writeKubeconfig(kubeconfigPath);
        running = sandbox;
      } catch (error) {
        whyNot = `The clusters of the sandbox could not start: ${stringifyError(
          error,
        )}`;
        logger.error(whyNot);
      }
    })();
    await Promise.race([started, patience()]);

    return {
      enabled: true,
      kubeconfigPath,
      sandbox() {
        if (!running) {
          throw new ServiceUnavailableError(whyNot);
        }
        return running;
      },
    };
  },
});

function portsFrom(config: RootConfigService): Record<string, number> {
  const ports = config.getOptionalConfig('groundcrew.sandbox.ports');
  return Object.fromEntries(
    (ports?.keys() ?? []).map(cluster => [cluster, ports!.getNumber(cluster)]),
  );
}

function patience(): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, patienceMilliseconds).unref();
  });
}
