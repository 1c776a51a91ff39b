import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type {
  ClusterDescription,
  ObjectLimits,
} from '@groundcrew/plugin-clusters-node';
import { DEFAULT_ENVIRONMENT_ORDER } from '@groundcrew/plugin-clusters-common';
import type { LocatedCluster } from './ClusterLocator';

interface Setting {
  environment?: string;
  region?: string;
  provider?: string;
  defaultOwner?: string;
  serviceAccountToken?: string;
  namespaces: NonNullable<ClusterDescription['namespaces']>;
}

/** What `groundcrew:` in app-config says of clusters, wherever they come from. */
export class ClusterSettings {
  /** The order in which environments are shown. */
  readonly environments: string[];
  /** Addresses of this very machine may be used for clusters from the catalog and the registry. */
  readonly allowLoopback: boolean;
  /** Hosts that may receive credentials that were not given for them in particular. */
  readonly ambientCredentialHosts: readonly string[];
  /** How much the process keeps of all clusters together. */
  readonly limits: ObjectLimits;
  readonly #settings: ReadonlyMap<string, Setting>;

  private constructor(config: Config) {
    const clusters = config.getOptionalConfig('groundcrew.clusters');
    this.environments =
      config.getOptionalStringArray('groundcrew.environments') ??
      DEFAULT_ENVIRONMENT_ORDER;
    this.allowLoopback = clusters?.getOptionalBoolean('allowLoopback') ?? false;
    this.ambientCredentialHosts =
      clusters?.getOptionalStringArray('ambientCredentials.allowedHosts') ?? [];
    this.limits = {
      maxObjects: optionalLimit(clusters, 'maxObjects'),
      maxBytes: optionalLimit(clusters, 'maxBytes'),
    };
    this.#settings = new Map(
      clusters
        ?.getOptionalConfigArray('settings')
        ?.map(setting => [setting.getString('name'), readSetting(setting)]),
    );
  }

  static fromConfig(config: Config): ClusterSettings {
    return new ClusterSettings(config);
  }

  /** The token that config gives for the background watch of a cluster. */
  serviceAccountToken(cluster: string): string | undefined {
    return this.#settings.get(cluster)?.serviceAccountToken;
  }

  /** Describes a cluster to the hub. What app-config says goes before what catalog or registry say. */
  describe(located: LocatedCluster): ClusterDescription {
    const setting = this.#settings.get(located.name);
    return {
      name: located.name,
      title: located.title,
      origin: located.origin,
      dashboardUrl: located.dashboardUrl,
      environment: setting?.environment ?? located.environment,
      region: setting?.region ?? located.region,
      provider: setting?.provider ?? located.provider,
      owner: setting?.defaultOwner,
      namespaces: setting?.namespaces,
    };
  }
}

function optionalLimit(
  config: Config | undefined,
  key: 'maxObjects' | 'maxBytes',
): number | undefined {
  const limit = config?.getOptionalNumber(key);
  if (limit !== undefined && !(Number.isInteger(limit) && limit > 0)) {
    throw new InputError(
      `groundcrew.clusters.${key} must be a whole number greater than 0, not ${limit}`,
    );
  }
  return limit;
}

function readSetting(config: Config): Setting {
  const namespaces = config.getOptionalConfigArray('namespaces') ?? [];
  return {
    environment: config.getOptionalString('environment'),
    region: config.getOptionalString('region'),
    provider: config.getOptionalString('provider'),
    defaultOwner: config.getOptionalString('defaultOwner'),
    serviceAccountToken: config.getOptionalString('serviceAccountToken'),
    namespaces: Object.fromEntries(
      namespaces.map(namespace => [
        namespace.getString('name'),
        {
          environment: namespace.getOptionalString('environment'),
          owner: namespace.getOptionalString('owner'),
        },
      ]),
    ),
  };
}
