import { Service } from '../api/clusterTypes';
import { AdmissionCheck, ObjectApi } from '../api/ObjectApi';
import { Services, resourceId } from '../api/resources';

/** Gives Services addresses from 10.96.0.0/16. */
export function createServiceAddressCheck(api: ObjectApi): AdmissionCheck {
  let next = 10;
  return (type, draft) => {
    if (type.custom || resourceId(type) !== resourceId(Services)) return;
    const { spec } = draft as Service;
    if (spec.type === 'ExternalName' || spec.clusterIP) {
      if (spec.clusterIP) spec.clusterIPs ??= [spec.clusterIP];
      return;
    }
    const taken = new Set(
      api.store.list(Services).map(service => service.spec.clusterIP),
    );
    do {
      next += 1;
      spec.clusterIP = `10.96.${Math.floor(next / 256) % 256}.${next % 256}`;
    } while (taken.has(spec.clusterIP));
    spec.clusterIPs = [spec.clusterIP];
  };
}
