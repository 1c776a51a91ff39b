import { ObjectApi } from '../api/ObjectApi';
import { StoreEvent } from '../api/ObjectStore';
import { Cancel, Clock } from '../clock';
import { EventRecorder } from './EventRecorder';

/** What a controller works with. */
export interface ControllerContext {
  api: ObjectApi;
  clock: Clock;
  events: EventRecorder;
}

/** A loop that brings one object after another closer to what it should be. */
export interface Controller {
  name: string;
  /** The keys to look at after a change. */
  affectedBy(event: StoreEvent): string[];
  /** Looks at one key as it is now. `wakeAfter` asks for another look when nothing else changes. */
  reconcile(key: string, wakeAfter: (delayMs: number) => void): void;
}

interface Work {
  controller: Controller;
  key: string;
}

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60_000;

/** Runs controllers, level-triggered: a key waits at most once, and timers exist only for what is due. */
export class ControllerManager {
  static create(options: {
    context: ControllerContext;
    onError: (error: Error) => void;
  }): ControllerManager {
    return new ControllerManager(options.context, options.onError);
  }

  readonly #context: ControllerContext;
  readonly #onError: (error: Error) => void;
  readonly #controllers: Controller[] = [];
  readonly #pending = new Map<string, Work>();
  readonly #timers = new Map<string, { dueAt: number; cancel: Cancel }>();
  readonly #failures = new Map<string, number>();
  #scheduled = false;

  private constructor(
    context: ControllerContext,
    onError: (error: Error) => void,
  ) {
    this.#context = context;
    this.#onError = onError;
    context.api.store.subscribe(event => {
      for (const controller of this.#controllers) {
        for (const key of controller.affectedBy(event)) {
          this.#enqueue({ controller, key });
        }
      }
    });
  }

  add(controller: Controller): void {
    this.#controllers.push(controller);
  }

  /** Has a controller look at a key though nothing changed in the store. */
  wake(controller: Controller, key: string): void {
    this.#enqueue({ controller, key });
  }

  #enqueue(work: Work): void {
    this.#pending.set(idOf(work), work);
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#context.clock.after(0, () => this.#run());
  }

  #run(): void {
    this.#scheduled = false;
    // What these looks cause comes in the next turn, so that requests get in between.
    const due = [...this.#pending.values()];
    this.#pending.clear();
    for (const work of due) this.#look(work);
  }

  #look(work: Work): void {
    const id = idOf(work);
    this.#timers.get(id)?.cancel();
    this.#timers.delete(id);
    const { clock } = this.#context;
    const wakeAfter = (delayMs: number) => {
      const dueAt = clock.now() + Math.max(1, delayMs);
      const planned = this.#timers.get(id);
      if (planned && planned.dueAt <= dueAt) return;
      planned?.cancel();
      const cancel = clock.after(dueAt - clock.now(), () => {
        this.#timers.delete(id);
        this.#enqueue(work);
      });
      this.#timers.set(id, { dueAt, cancel });
    };
    try {
      work.controller.reconcile(work.key, wakeAfter);
      this.#failures.delete(id);
    } catch (error) {
      const failures = (this.#failures.get(id) ?? 0) + 1;
      this.#failures.set(id, failures);
      wakeAfter(Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LAST_RETRY_MS));
      this.#onError(error as Error);
    }
  }
}

function idOf({ controller, key }: Work): string {
  return `${controller.name}:${key}`;
}
