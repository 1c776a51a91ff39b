import { join } from 'node:path';
import { AppsV1Api, CoreV1Api, KubeConfig } from '@kubernetes/client-node';
import type { Page } from '@playwright/test';

/** The people of the shop. */
export type Persona = 'dana' | 'olivia' | 'omar' | 'vera';

/** The clusters of the sandbox. */
export type Cluster = 'dev' | 'staging' | 'prod';

/** Where the run writes the kubeconfig of its clusters, as it prints for kubectl. */
export function kubeconfigPath(): string {
  return join(
    process.env.GROUNDCREW_STATE ?? '.groundcrew',
    'sandbox/kubeconfig',
  );
}

/** Signs in before the first page is opened. */
export async function signInAs(page: Page, persona: Persona): Promise<void> {
  await page.addInitScript(
    name => localStorage.setItem('groundcrew.persona', name),
    persona,
  );
}

/** Speaks to a cluster as kubectl does. */
export function apiOf(cluster: Cluster): { apps: AppsV1Api; core: CoreV1Api } {
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromFile(kubeconfigPath());
  kubeConfig.setCurrentContext(cluster);
  return {
    apps: kubeConfig.makeApiClient(AppsV1Api),
    core: kubeConfig.makeApiClient(CoreV1Api),
  };
}

/** The path of the Deployments tab of a component, or of something in it. */
export function deploymentsOf(component: string, ...rest: string[]): string {
  return ['/catalog/default/component', component, 'deployments', ...rest].join(
    '/',
  );
}

/** The path of the Faults tab of a component. */
export function faultsOf(component: string): string {
  return `/catalog/default/component/${component}/faults`;
}
