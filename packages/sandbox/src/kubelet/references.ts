import { ObjectStore } from '../api/ObjectStore';
import { ConfigMaps, PersistentVolumeClaims, Secrets } from '../api/resources';
import { Container, Pod } from '../api/podTypes';

export interface VolumeProblem {
  volume: string;
  message: string;
}

/** The first volume of a pod that cannot be mounted. */
export function volumeProblem(
  store: ObjectStore,
  pod: Pod,
): VolumeProblem | undefined {
  const { namespace } = pod.metadata;
  for (const { name: volume, ...source } of pod.spec.volumes ?? []) {
    const { configMap, secret, persistentVolumeClaim: claim } = source;
    if (
      configMap &&
      !configMap.optional &&
      !store.get(ConfigMaps, { namespace, name: configMap.name })
    ) {
      return { volume, message: `configmap "${configMap.name}" not found` };
    }
    if (
      secret &&
      !secret.optional &&
      !store.get(Secrets, { namespace, name: secret.secretName })
    ) {
      return { volume, message: `secret "${secret.secretName}" not found` };
    }
    if (
      claim &&
      !store.get(PersistentVolumeClaims, { namespace, name: claim.claimName })
    ) {
      return {
        volume,
        message: `persistentvolumeclaim "${claim.claimName}" not found`,
      };
    }
  }
  return undefined;
}

/** Why the environment of a container cannot be made, as a kubelet words it. */
export function environmentProblem(
  store: ObjectStore,
  pod: Pod,
  container: Container,
): string | undefined {
  const { namespace } = pod.metadata;
  const problem = (
    kind: 'configmap' | 'secret',
    name: string,
    key?: string,
  ): string | undefined => {
    const object =
      kind === 'configmap'
        ? store.get(ConfigMaps, { namespace, name })
        : store.get(Secrets, { namespace, name });
    if (!object) return `${kind} "${name}" not found`;
    const title = kind === 'configmap' ? 'ConfigMap' : 'Secret';
    return key !== undefined && object.data?.[key] === undefined
      ? `couldn't find key ${key} in ${title} ${namespace}/${name}`
      : undefined;
  };
  const problems = [
    ...(container.envFrom ?? []).flatMap(({ configMapRef, secretRef }) => [
      configMapRef &&
        !configMapRef.optional &&
        problem('configmap', configMapRef.name),
      secretRef && !secretRef.optional && problem('secret', secretRef.name),
    ]),
    ...(container.env ?? []).flatMap(({ valueFrom }) => {
      const map = valueFrom?.configMapKeyRef;
      const secret = valueFrom?.secretKeyRef;
      return [
        map && !map.optional && problem('configmap', map.name ?? '', map.key),
        secret &&
          !secret.optional &&
          problem('secret', secret.name ?? '', secret.key),
      ];
    }),
  ];
  return problems.find((found): found is string => Boolean(found));
}
