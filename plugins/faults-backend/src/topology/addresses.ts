import type {
  KubernetesObject,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import { asList } from '../kubernetes/asList';
import { templateOf } from './workloads';

/** Where a workload's configuration says that something is. */
export interface ConfiguredAddress {
  container: string;
  /** The environment variable that says so. */
  variable: string;
  host: string;
  port?: number;
}

const HOST_AND_PORT =
  /(?:^|[/@,\s=])([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?):(\d{1,5})(?=$|[/,\s?;])/g;
const NAMED_AS_HOST = /(?:HOST|ADDR|ADDRESS|SERVER|SERVICE|URL|URI|ENDPOINT)$/i;
const HOST = /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/;

/** Addresses in the environment of a workload's containers, literal or from a ConfigMap. Needs a store with configuration. */
export function addressesOf(
  store: ObjectStore,
  workload: KubernetesObject,
): ConfiguredAddress[] {
  const namespace = workload.metadata?.namespace;
  const containers = asList(templateOf(workload).spec?.containers);
  return containers.flatMap(container =>
    environmentOf(store, namespace, container).flatMap(([variable, value]) =>
      addressesIn(variable, value).map(address => ({
        container: container.name,
        variable,
        ...address,
      })),
    ),
  );
}

/**
 * The name of the Service that a host means, seen from a namespace: `cart`, `cart.shop`, `cart.shop.svc.cluster.local`;
 * undefined for what is no name of the cluster, or is in another namespace.
 */
export function serviceNameOf(
  host: string,
  namespace: string,
): string | undefined {
  const [name, where, kind] = host.split('.');
  const isHere =
    where === undefined ||
    (where === namespace && (kind === undefined || kind === 'svc'));
  return isHere && HOST.test(name) ? name : undefined;
}

type Container = NonNullable<
  NonNullable<ReturnType<typeof templateOf>['spec']>['containers']
>[number];

function environmentOf(
  store: ObjectStore,
  namespace: string | undefined,
  { env, envFrom }: Container,
): [string, string][] {
  const valuesOf = (name: string | undefined) =>
    (name && store.get('ConfigMap', { namespace, name })?.data) || {};
  const named = asList(env).map(
    ({ name, value, valueFrom }): [string, unknown] => {
      const from = valueFrom?.configMapKeyRef;
      return [name, from ? valuesOf(from.name)[from.key] : value];
    },
  );
  const imported = asList(envFrom).flatMap(({ configMapRef }) =>
    Object.entries(valuesOf(configMapRef?.name)),
  );
  return [...named, ...imported].filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
}

function addressesIn(
  variable: string,
  value: string,
): { host: string; port?: number }[] {
  const found = [...value.matchAll(HOST_AND_PORT)].map(([, host, port]) => ({
    host,
    port: Number(port),
  }));
  return found.length === 0 && NAMED_AS_HOST.test(variable) && HOST.test(value)
    ? [{ host: value }]
    : found;
}
