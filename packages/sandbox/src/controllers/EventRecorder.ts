import { ObjectApi } from '../api/ObjectApi';
import { KubeObject } from '../api/objects';
import { Events } from '../api/resources';
import { Clock, timestamp } from '../clock';

const KEPT_MS = 60 * 60 * 1000;

export interface EventOptions {
  type: 'Normal' | 'Warning';
  reason: string;
  message: string;
  component: string;
  host?: string;
  fieldPath?: string;
}

/** Writes Events as Kubernetes does: the same thing again counts up, and an hour after the last time it is gone. */
export class EventRecorder {
  static create(options: { api: ObjectApi; clock: Clock }): EventRecorder {
    return new EventRecorder(options.api, options.clock);
  }

  readonly #names = new Map<string, string>();
  #sequence = 0;

  private constructor(
    private readonly api: ObjectApi,
    private readonly clock: Clock,
  ) {}

  record(object: KubeObject, options: EventOptions): void {
    const { type, reason, message, component, host, fieldPath } = options;
    const { metadata, apiVersion, kind } = object;
    const namespace = metadata.namespace ?? 'default';
    const id = [metadata.uid, type, reason, message, component, fieldPath].join(
      '\n',
    );
    const now = timestamp(this.clock.now());
    const name = this.#names.get(id);
    if (name && this.api.store.get(Events, { namespace, name })) {
      this.api.modify(
        Events,
        { namespace, name },
        event => {
          event.count += 1;
          event.lastTimestamp = now;
        },
        { manager: component },
      );
      return;
    }
    this.#sequence += 1;
    // As in a real cluster, a time and a counter in hexadecimal tell the names apart.
    const suffix = (
      BigInt(this.clock.now()) * 1_000_000n +
      BigInt(this.#sequence)
    ).toString(16);
    const created = `${metadata.name}.${suffix}`;
    try {
      this.api.create(
        Events,
        {
          metadata: { name: created, namespace },
          involvedObject: {
            kind,
            ...(metadata.namespace && { namespace: metadata.namespace }),
            name: metadata.name,
            uid: metadata.uid,
            apiVersion,
            resourceVersion: metadata.resourceVersion,
            ...(fieldPath && { fieldPath }),
          },
          reason,
          message,
          source: { component, ...(host && { host }) },
          firstTimestamp: now,
          lastTimestamp: now,
          count: 1,
          type,
          eventTime: null,
          reportingComponent: component,
          reportingInstance: host ?? '',
        },
        { manager: component },
      );
    } catch {
      // The namespace is being deleted: nobody is left to tell.
      return;
    }
    this.#names.set(id, created);
    this.#expireLater(id, { namespace, name: created }, KEPT_MS);
  }

  #expireLater(
    id: string,
    reference: { namespace: string; name: string },
    delayMs: number,
  ): void {
    this.clock.after(delayMs, () => {
      const event = this.api.store.get(Events, reference);
      const age = event
        ? this.clock.now() - Date.parse(event.lastTimestamp)
        : KEPT_MS;
      if (event && age < KEPT_MS) {
        this.#expireLater(id, reference, KEPT_MS - age);
        return;
      }
      this.#names.delete(id);
      this.api.store.remove(Events, reference);
    });
  }
}
