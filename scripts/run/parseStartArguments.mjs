import path from 'node:path';
import util from 'node:util';
import { UserError } from '../userError.mjs';

export const startUsage = `npm start -- [options]

  --port PORT          where the app and its API listen (7007)
  --host ADDRESS       the address to listen on (127.0.0.1)
  --kubeconfig FILE    your own clusters in place of the sandbox
  --context NAME       of that file, this one; may be repeated (all of them)
  --lab                a real Kubernetes control plane in place of the sandbox; needs Go
  --state DIRECTORY    databases, keys and generated configuration (.groundcrew)
  --verbose            the backend's log on the terminal too
  --help               this`;

const options = {
  port: { type: 'string' },
  host: { type: 'string' },
  kubeconfig: { type: 'string' },
  context: { type: 'string', multiple: true },
  lab: { type: 'boolean' },
  state: { type: 'string' },
  verbose: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
};

function parsePort(text) {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new UserError(`--port ${text}: a port is a number from 1 to 65535`);
  }
  return port;
}

/**
 * What "npm start" is asked for.
 *
 * @param directory - relative paths are taken from here: where the person typed the command
 */
export function parseStartArguments(args, directory) {
  let values;
  try {
    ({ values } = util.parseArgs({ args, options }));
  } catch (error) {
    throw new UserError(`${error.message.split('. ')[0]}\n\n${startUsage}`);
  }
  if (values.help) {
    return { help: true };
  }
  if (values.lab && values.kubeconfig) {
    throw new UserError(
      '--lab and --kubeconfig are two answers to the same question: choose one',
    );
  }
  if (values.context && !values.kubeconfig) {
    throw new UserError('--context names a context of --kubeconfig FILE');
  }
  let mode = 'sandbox';
  if (values.lab) {
    mode = 'lab';
  } else if (values.kubeconfig) {
    mode = 'kubeconfig';
  }
  return {
    mode,
    port: parsePort(values.port ?? '7007'),
    host: values.host ?? '127.0.0.1',
    kubeconfig: values.kubeconfig && path.resolve(directory, values.kubeconfig),
    contexts: values.context ?? [],
    stateDirectory: values.state && path.resolve(directory, values.state),
    verbose: values.verbose ?? false,
  };
}
