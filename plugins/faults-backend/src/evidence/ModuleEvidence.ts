import type { LocalRef, Unsubscribe } from '@groundcrew/plugin-clusters-node';
import type {
  EvidenceReader,
  EvidenceSource,
} from '@groundcrew/plugin-faults-node';
import { evidenceKeys } from '../engine/evidenceKeys';
import type { OnLearnt } from './Evidence';

/** Evidence from the sources that modules bring, as if from one. */
export class ModuleEvidence {
  readonly #sources: readonly EvidenceSource[];

  static create(sources: readonly EvidenceSource[]): ModuleEvidence {
    return new ModuleEvidence(sources);
  }

  private constructor(sources: readonly EvidenceSource[]) {
    this.#sources = sources;
  }

  /** Of what nobody else knows: the first that knows it is believed. What is unusual, and alerts, are told by all. */
  beside(own: EvidenceReader, cluster: string): EvidenceReader {
    if (this.#sources.length === 0) {
      return own;
    }
    const all = [own, ...this.#sources.map(source => source.over(cluster))];
    const first = <T>(ask: (one: Partial<EvidenceReader>) => T | undefined) => {
      for (const one of all) {
        const known = ask(one);
        if (known !== undefined) {
          return known;
        }
      }
      return undefined;
    };
    const allOf = <T>(
      ask: (one: Partial<EvidenceReader>) => T[] | undefined,
    ) => {
      const known = all.map(ask).filter(each => each !== undefined);
      return known.length > 0 ? known.flat() : undefined;
    };
    return {
      logsOf: pod => first(one => one.logsOf?.(pod)),
      signals: () => all.flatMap(one => one.signals?.() ?? []),
      signalsOf: object => allOf(one => one.signalsOf?.(object)),
      alertsOf: object => allOf(one => one.alertsOf?.(object)),
      componentsOf: node => first(one => one.componentsOf?.(node)),
      connectivityOf: service => first(one => one.connectivityOf?.(service)),
      callsOf: workload => first(one => one.callsOf?.(workload)),
      dependenciesOf: workload => first(one => one.dependenciesOf?.(workload)),
      desired: (kind, namespace) =>
        first(one => one.desired?.(kind, namespace)),
    };
  }

  subscribe(onLearnt: OnLearnt): Unsubscribe {
    const unsubscribe = this.#sources.map(source =>
      source.subscribe((cluster, objects) =>
        onLearnt(cluster, [evidenceKeys.signals, ...objects.flatMap(keysOf)]),
      ),
    );
    return () => unsubscribe.forEach(one => one());
  }
}

/** Everything that may be asked of an object. */
function keysOf(object: LocalRef): string[] {
  const { kind, name, namespace = '' } = object;
  const key = { name, namespace };
  return [
    evidenceKeys.signalsOf(object),
    evidenceKeys.alertsOf(object),
    ...(kind === 'Node' ? [evidenceKeys.components(name)] : []),
    ...(kind === 'Pod' ? [evidenceKeys.logs(key)] : []),
    ...(kind === 'Service' ? [evidenceKeys.connectivity(key)] : []),
    ...(kind !== 'Node' && namespace
      ? [evidenceKeys.calls(key), evidenceKeys.dependencies(namespace)]
      : []),
  ];
}
