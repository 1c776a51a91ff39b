import { keyOf } from '../api/objects';
import { ConfigMaps, Namespaces, ServiceAccounts } from '../api/resources';
import { Controller, ControllerContext } from './Controller';
import { CONTROLLER_MANAGER } from './podFactory';
import { ownKey } from './podState';

/** Gives a namespace what every one has, and empties it when it is deleted. */
export function createNamespaceController(
  { api }: ControllerContext,
  options: { caCertificate: string },
): Controller {
  const { store, registry } = api;
  return {
    name: 'namespace-controller',
    affectedBy: event =>
      event.type === 'DELETED' && event.object.metadata.namespace
        ? [event.object.metadata.namespace]
        : ownKey(event, Namespaces),
    reconcile(name) {
      const namespace = store.get(Namespaces, { name });
      if (!namespace) return;
      if (namespace.metadata.deletionTimestamp) empty(name);
      else furnish(name);
    },
  };

  function furnish(namespace: string): void {
    const writer = { manager: CONTROLLER_MANAGER };
    if (!store.get(ServiceAccounts, { namespace, name: 'default' })) {
      const metadata = { name: 'default', namespace };
      api.create(ServiceAccounts, { metadata }, writer);
    }
    const name = 'kube-root-ca.crt';
    if (!store.get(ConfigMaps, { namespace, name })) {
      const data = { 'ca.crt': options.caCertificate };
      api.create(ConfigMaps, { metadata: { name, namespace }, data }, writer);
    }
  }

  function empty(namespace: string): void {
    let left = 0;
    for (const type of registry.all().filter(({ namespaced }) => namespaced)) {
      for (const object of store.list(type, { namespace })) {
        if (!object.metadata.deletionTimestamp) {
          api.delete(type, object.metadata, {
            propagationPolicy: 'Background',
          });
        }
        if (store.get(type, object.metadata)) left += 1;
      }
    }
    if (left === 0) api.finalizeNamespace(keyOf({ name: namespace }));
  }
}
