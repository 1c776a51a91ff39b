const usersTokens = new Set(['google', 'oidc', 'aks', 'pinniped']);

const execPlugins: Record<string, string> = {
  aws: '"aws eks get-token"',
  azure: '"kubelogin"',
  googleServiceAccount: '"gke-gcloud-auth-plugin"',
};

/** Why a cluster with this authentication provider of the Kubernetes plugin cannot be watched, and what to do instead. */
export function authProviderProblem(authProvider: string): string {
  if (usersTokens.has(authProvider)) {
    return (
      `authProvider ${authProvider} needs a user's token, and nobody is signed in while we watch: ` +
      'give a service account token in groundcrew.clusters.settings'
    );
  }
  const command = execPlugins[authProvider];
  if (command) {
    return (
      `authProvider ${authProvider} is not supported: give a kubeconfig that runs ${command} in groundcrew.clusters.kubeconfigs, ` +
      'or a service account token in groundcrew.clusters.settings'
    );
  }
  return `authProvider ${authProvider} is not known: give a service account token in groundcrew.clusters.settings`;
}
