import { loadCertificate } from './certificates';
import { kubeconfigOf } from './kubeconfig';
import { loadTokens } from './tokens';

/** Where a sandbox that is to be started will listen. */
export interface PrepareSandboxOptions {
  /** The same that {@link Sandbox.start} gets. */
  directory: string;
  /** The port of each cluster, by its name. */
  ports: Record<string, number>;
}

/** What is known of a sandbox before it runs. */
export interface PreparedSandbox {
  clusters: Array<{
    name: string;
    url: string;
    /** PEM in base64. */
    caData: string;
    /** May get, list and watch everything. */
    readerToken: string;
    /** May besides change what operations change. */
    operatorToken: string;
  }>;
  /** With one context a cluster, and admin tokens. */
  kubeconfig: string;
}

/**
 * Makes the certificates and tokens of a sandbox that is started later, with the same directory and ports: a backend
 * reads its configuration before anything in it can run.
 */
export async function prepareSandbox(
  options: PrepareSandboxOptions,
): Promise<PreparedSandbox> {
  const { directory, ports } = options;
  const certificate = await loadCertificate(directory);
  const tokens = await loadTokens(directory, Object.keys(ports));
  const entries = [...tokens].map(([name, clusterTokens]) => ({
    name,
    url: `https://127.0.0.1:${ports[name]}`,
    caData: Buffer.from(certificate.ca).toString('base64'),
    tokens: clusterTokens,
  }));
  return {
    clusters: entries.map(
      ({ name, url, caData, tokens: { reader, operator } }) => ({
        name,
        url,
        caData,
        readerToken: reader,
        operatorToken: operator,
      }),
    ),
    kubeconfig: kubeconfigOf(entries),
  };
}
