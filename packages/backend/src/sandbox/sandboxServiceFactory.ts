import {
  coreServices,
  createServiceFactory,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError, stringifyError } from '@backstage/errors';
import path from 'node:path';
import { EmbeddedSandbox } from './EmbeddedSandbox';
import { SandboxControl } from './SandboxControl';
import { sandboxServiceRef } from './sandboxServiceRef';

// Clusters that are there before anybody reads them spare the watches their first back-off. Not at any price, though.
const patienceMilliseconds = 5_000;

function optionsFrom(config: RootConfigService) {
  const port = (environment: string) =>
    config.getOptionalNumber(`groundcrew.sandbox.ports.${environment}`);
  return {
    directory: path.resolve(config.getString('groundcrew.sandbox.directory')),
    ports: { dev: port('dev'), staging: port('staging'), prod: port('prod') },
  };
}

/**
 * Starts the embedded clusters when `groundcrew.sandbox.enabled` is true, and stops them with the process.
 *
 * @remarks
 *
 * Backstage makes root services before any plugin, so the clusters listen before they are watched. When they take longer than 5 s
 * the backend goes on without them, and they come when they come.
 */
export const sandboxServiceFactory = createServiceFactory({
  service: sandboxServiceRef,
  deps: {
    config: coreServices.rootConfig,
    lifecycle: coreServices.rootLifecycle,
    rootLogger: coreServices.rootLogger,
  },
  async factory({ config, lifecycle, rootLogger }) {
    if (config.getOptionalBoolean('groundcrew.sandbox.enabled') !== true) {
      return {
        enabled: false,
        control(): SandboxControl {
          throw new ServiceUnavailableError('The sandbox is not enabled');
        },
      };
    }
    const logger = rootLogger.child({ service: 'groundcrew-sandbox' });
    let control: SandboxControl | undefined;
    let whyNot = 'The clusters of the sandbox are still starting';

    const starting = EmbeddedSandbox.start({ ...optionsFrom(config), logger });
    lifecycle.addShutdownHook(async () => {
      const sandbox = await starting.catch(() => undefined);
      await sandbox?.stop();
    });
    const started = starting.then(
      sandbox => {
        control = sandbox;
      },
      error => {
        whyNot = `The clusters of the sandbox could not start: ${stringifyError(error)}`;
        logger.error(whyNot);
      },
    );
    let timer: ReturnType<typeof setTimeout> | undefined;
    await Promise.race([
      started,
      new Promise(resolve => {
        timer = setTimeout(resolve, patienceMilliseconds);
      }),
    ]);
    clearTimeout(timer);

    return {
      enabled: true,
      control() {
        if (!control) {
          throw new ServiceUnavailableError(whyNot);
        }
        return control;
      },
    };
  },
});
