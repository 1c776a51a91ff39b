import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

const ROOT = 'groundcrew.faults.alertmanager';
const SECOND_MS = 1_000;
const DAY_MS = 24 * 60 * 60 * SECOND_MS;

/** Who may send alerts. */
export interface AlertReceiver {
  /** Of a token of `backend.auth.externalAccess`; of `jwks` with the prefix that it gets there. */
  subject: string;
  /** The cluster that all of its alerts are of. */
  cluster?: string;
}

/** An Alertmanager whose API is used. */
export interface AlertServer {
  name: string;
  /** Without a slash at its end. */
  url: string;
  cluster?: string;
  token?: string;
}

/** What `groundcrew.faults.alertmanager` says. Times are milliseconds. */
export class AlertSettings {
  /** @throws InputError with what is wrong where */
  static fromConfig(root: Config): AlertSettings {
    const config = root.getOptionalConfig(ROOT);
    const duration = (key: string, otherwise: number) =>
      config?.has(key)
        ? durationToMilliseconds(readDurationFromConfig(config, { key }))
        : otherwise;
    const settings = new AlertSettings(
      (config?.getOptionalConfigArray('receivers') ?? []).map(receiver => ({
        subject: receiver.getString('subject'),
        cluster: receiver.getOptionalString('cluster'),
      })),
      (config?.getOptionalConfigArray('servers') ?? []).map(readServer),
      config?.getOptionalString('clusterLabel') ?? 'cluster',
      config?.getOptionalNumber('threshold') ?? 0.5,
      duration('overAfter', DAY_MS),
      duration('keepFor', 90 * DAY_MS),
      Math.max(duration('pollEvery', 10 * SECOND_MS), SECOND_MS),
      root.getOptionalStringArray(
        'groundcrew.faults.incidents.productionEnvironments',
      ) ?? ['prod', 'production'],
    );
    if (settings.threshold < 0 || settings.threshold > 1) {
      throw new InputError(`${ROOT}.threshold is to be from 0 to 1`);
    }
    refuseTwice(
      settings.receivers.map(({ subject }) => subject),
      'receivers',
    );
    refuseTwice(
      settings.servers.map(({ name }) => name),
      'servers',
    );
    return settings;
  }

  private constructor(
    readonly receivers: readonly AlertReceiver[],
    readonly servers: readonly AlertServer[],
    /** The label that says of which cluster an alert is. */
    readonly clusterLabel: string,
    /** From this importance on an alert is a fault. */
    readonly threshold: number,
    /** An alert that was not heard of for so long is over. */
    readonly overAfterMs: number,
    readonly keepMs: number,
    readonly pollMs: number,
    readonly productionEnvironments: readonly string[],
  ) {}

  /** An environment that nobody named is taken for production, as where incidents are judged. */
  isProduction(environment: string | undefined): boolean {
    return (
      environment === undefined ||
      this.productionEnvironments.includes(environment)
    );
  }

  /** The cluster of an alert: what its sender stands for, else what its label says; empty where neither does. */
  clusterOf(
    sender: { cluster?: string },
    labels: Readonly<Record<string, string>>,
  ): string {
    return sender.cluster ?? labels[this.clusterLabel] ?? '';
  }
}

function readServer(config: Config): AlertServer {
  const name = config.getString('name');
  const url = config.getString('url').replace(/\/+$/, '');
  if (!/^https?:\/\/[^/]/.test(url)) {
    throw new InputError(
      `The url of the Alertmanager '${name}' in ${ROOT}.servers is no http or https address`,
    );
  }
  return {
    name,
    url,
    cluster: config.getOptionalString('cluster'),
    token: config.getOptionalString('token'),
  };
}

function refuseTwice(names: readonly string[], key: string): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new InputError(`${ROOT}.${key} names '${twice}' twice`);
  }
}
