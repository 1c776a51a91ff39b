import type { LocalRef, ObjectStore } from '@groundcrew/plugin-clusters-node';
import type { EvidenceReader } from '@groundcrew/plugin-faults-node';
import { evidenceKeys } from './evidenceKeys';
import type { ReadingStore } from './ReadingStore';

/** Says what is known beside the objects of a cluster; what it takes from those it takes from the given store. */
export type EvidenceOver = (store: ObjectStore) => EvidenceReader;

/** Evidence for one turn of the event loop: it notes in the store what was asked for, and asks for nothing twice. */
export class ReadingEvidence implements EvidenceReader {
  readonly #store: ReadingStore;
  readonly #evidence: EvidenceReader;

  static create(
    store: ReadingStore,
    evidence: EvidenceReader | EvidenceOver,
  ): ReadingEvidence {
    return new ReadingEvidence(
      store,
      typeof evidence === 'function' ? evidence(store) : evidence,
    );
  }

  private constructor(store: ReadingStore, evidence: EvidenceReader) {
    this.#store = store;
    this.#evidence = evidence;
  }

  logsOf(pod: { namespace: string; name: string }) {
    return this.#store.derived(evidenceKeys.logs(pod), () =>
      this.#evidence.logsOf(pod),
    );
  }

  signalsOf(object: LocalRef) {
    return this.#store.derived(evidenceKeys.signalsOf(object), () =>
      this.#evidence.signalsOf(object),
    );
  }

  signals() {
    return this.#store.derived(evidenceKeys.signals, () =>
      this.#evidence.signals(),
    );
  }

  alertsOf(object: LocalRef) {
    return this.#store.derived(evidenceKeys.alertsOf(object), () =>
      this.#evidence.alertsOf(object),
    );
  }

  componentsOf(node: string) {
    return this.#store.derived(evidenceKeys.components(node), () =>
      this.#evidence.componentsOf(node),
    );
  }

  connectivityOf(service: { namespace: string; name: string }) {
    return this.#store.derived(evidenceKeys.connectivity(service), () =>
      this.#evidence.connectivityOf(service),
    );
  }

  callsOf(workload: { namespace: string; name: string }) {
    return this.#store.derived(evidenceKeys.calls(workload), () =>
      this.#evidence.callsOf(workload),
    );
  }

  dependenciesOf(workload: { namespace: string; name: string }) {
    const key = evidenceKeys.dependencies(workload.namespace);
    this.#store.note(key);
    return this.#store.derived(`${key} ${workload.name}`, () =>
      this.#evidence.dependenciesOf(workload),
    );
  }

  desired(...[kind, namespace]: Parameters<EvidenceReader['desired']>) {
    return this.#store.derived(evidenceKeys.desired(kind, namespace), () =>
      this.#evidence.desired(kind, namespace),
    );
  }
}
