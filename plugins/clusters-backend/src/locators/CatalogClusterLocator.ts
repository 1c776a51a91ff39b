import type { AuthService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_KUBERNETES_API_SERVER,
  ANNOTATION_KUBERNETES_API_SERVER_CA,
  ANNOTATION_KUBERNETES_AUTH_PROVIDER,
  ANNOTATION_KUBERNETES_DASHBOARD_URL,
  ANNOTATION_KUBERNETES_SKIP_TLS_VERIFY,
} from '@backstage/plugin-kubernetes-common';
import { authProviderProblem } from './authProviderProblem';
import type {
  ClusterConnection,
  ClusterLocator,
  LocatedClusters,
} from './ClusterLocator';
import type { ClusterSettings } from './ClusterSettings';
import { hostIsAllowed } from './hostIsAllowed';

/** Annotation on the Resources that we emit ourselves, so that we do not take them for clusters to be found. */
export const MANAGED_ANNOTATION = 'groundcrew.io/managed';

const OWN_LOCATION = /^[^:]*groundcrew/;

/** Options of {@link CatalogClusterLocator.fromConfig}. */
export interface CatalogClusterLocatorOptions {
  catalog: CatalogService;
  auth: AuthService;
  settings: ClusterSettings;
  /** Whether a service account is mounted into our own pod. */
  isInCluster: boolean;
}

/**
 * The catalog's Resources of type `kubernetes-cluster`, where `kubernetes.clusterLocatorMethods` asks for them.
 *
 * @remarks
 *
 * Whoever can register a catalog entity can name a server of his own. Credentials are therefore sent only to hosts
 * that app-config allows.
 */
export class CatalogClusterLocator implements ClusterLocator {
  readonly origin = 'catalog';
  readonly #options: CatalogClusterLocatorOptions;
  readonly #allowSkipTlsVerify: boolean;

  private constructor(
    options: CatalogClusterLocatorOptions,
    allowSkipTlsVerify: boolean,
  ) {
    this.#options = options;
    this.#allowSkipTlsVerify = allowSkipTlsVerify;
  }

  /** @returns undefined when config does not ask for clusters from the catalog */
  static fromConfig(
    config: Config,
    options: CatalogClusterLocatorOptions,
  ): CatalogClusterLocator | undefined {
    const method = config
      .getOptionalConfigArray('kubernetes.clusterLocatorMethods')
      ?.find(each => each.getString('type') === 'catalog');
    return (
      method &&
      new CatalogClusterLocator(
        options,
        method.getOptionalBoolean('dangerouslyAllowSkipTLSVerify') ?? false,
      )
    );
  }

  async list(): Promise<LocatedClusters> {
    const { catalog, auth } = this.#options;
    const { items } = await catalog.getEntities(
      { filter: { kind: 'Resource', 'spec.type': 'kubernetes-cluster' } },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    const located: LocatedClusters = { clusters: [], problems: [] };
    // The order of the answer is not promised, and the first of two of one name wins.
    const sorted = [...items].sort((left, right) =>
      nameOf(left).localeCompare(nameOf(right), 'en'),
    );
    for (const entity of sorted) {
      if (!isOurs(entity)) {
        this.#locate(entity, located);
      }
    }
    return located;
  }

  #locate(entity: Entity, located: LocatedClusters): void {
    const { name, title, annotations = {} } = entity.metadata;
    const connection = this.#connect(name, annotations);
    if (typeof connection === 'string') {
      located.problems.push({ cluster: name, message: connection });
      return;
    }
    located.clusters.push({
      name,
      title,
      dashboardUrl: annotations[ANNOTATION_KUBERNETES_DASHBOARD_URL],
      origin: 'catalog',
      connection,
    });
  }

  /** How to reach the cluster, or in words why that cannot be. */
  #connect(
    name: string,
    annotations: Record<string, string>,
  ): ClusterConnection | string {
    const { settings, isInCluster } = this.#options;
    const server = annotations[ANNOTATION_KUBERNETES_API_SERVER];
    const authProvider = annotations[ANNOTATION_KUBERNETES_AUTH_PROVIDER];
    if (!server) {
      return `its Resource has no annotation ${ANNOTATION_KUBERNETES_API_SERVER}`;
    }
    const token = settings.serviceAccountToken(name);
    if (!token) {
      if (!authProvider) {
        return `its Resource has no annotation ${ANNOTATION_KUBERNETES_AUTH_PROVIDER}`;
      }
      if (authProvider !== 'serviceAccount') {
        return authProviderProblem(authProvider);
      }
      if (!isInCluster) {
        return 'this backend does not run in a cluster whose service account it could use: give a service account token in groundcrew.clusters.settings';
      }
    }
    if (!hostIsAllowed(server, settings.ambientCredentialHosts)) {
      return 'its host is not among groundcrew.clusters.ambientCredentials.allowedHosts, so it is sent no credentials';
    }
    const caData = annotations[ANNOTATION_KUBERNETES_API_SERVER_CA];
    return {
      type: 'direct',
      server,
      certificateAuthority: caData && Buffer.from(caData, 'base64').toString(),
      skipTlsVerify:
        this.#allowSkipTlsVerify &&
        annotations[ANNOTATION_KUBERNETES_SKIP_TLS_VERIFY] === 'true',
      credentials: token ? { type: 'token', token } : { type: 'in-cluster' },
      address: 'untrusted',
    };
  }
}

function nameOf({ metadata }: Entity): string {
  return `${metadata.name} ${metadata.namespace ?? 'default'}`;
}

function isOurs({ metadata: { annotations } }: Entity): boolean {
  return (
    annotations?.[MANAGED_ANNOTATION] === 'true' ||
    OWN_LOCATION.test(annotations?.[ANNOTATION_LOCATION] ?? '') ||
    OWN_LOCATION.test(annotations?.[ANNOTATION_ORIGIN_LOCATION] ?? '')
  );
}
