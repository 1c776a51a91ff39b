import type { Config } from '@backstage/config';
import { KubeConfig } from '@kubernetes/client-node';
import type { ClusterLocator, LocatedClusters } from './ClusterLocator';

interface KubeConfigFile {
  path: string;
  contexts?: string[];
}

/** The contexts of kubeconfig files that app-config names. The files are read anew every time. */
export class KubeConfigClusterLocator implements ClusterLocator {
  readonly origin = 'kubeconfig';
  readonly #files: readonly KubeConfigFile[];

  private constructor(files: readonly KubeConfigFile[]) {
    this.#files = files;
  }

  static fromConfig(config: Config): KubeConfigClusterLocator {
    const files =
      config.getOptionalConfigArray('groundcrew.clusters.kubeconfigs') ?? [];
    return new KubeConfigClusterLocator(
      files.map(file => ({
        path: file.getString('path'),
        contexts: file.getOptionalStringArray('contexts'),
      })),
    );
  }

  async list(): Promise<LocatedClusters> {
    const located: LocatedClusters = { clusters: [], problems: [] };
    for (const file of this.#files) {
      locate(file, located);
    }
    return located;
  }
}

function locate(file: KubeConfigFile, located: LocatedClusters): void {
  const { path } = file;
  const problem = (cluster: string, message: string) =>
    located.problems.push({ cluster, message });
  const kubeConfig = new KubeConfig();
  try {
    kubeConfig.loadFromFile(path);
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    problem(
      path,
      isMissing ? 'there is no such file' : 'it is not a kubeconfig',
    );
    return;
  }
  const contexts = file.contexts ?? [kubeConfig.getCurrentContext()];
  for (const context of contexts) {
    const found = context && kubeConfig.getContextObject(context);
    if (!context) {
      problem(path, 'it has no current context: name contexts in app-config');
    } else if (!found) {
      problem(context, `${path} has no context of that name`);
    } else if (!kubeConfig.getCluster(found.cluster)) {
      problem(context, `${path} has no cluster ${found.cluster}`);
    } else {
      located.clusters.push({
        name: context,
        origin: 'kubeconfig',
        connection: { type: 'kubeconfig', path, context },
      });
    }
  }
}
