import {
  isFinal,
  type OperationPhase,
} from '@groundcrew/plugin-operations-common';
import { eventually } from '@groundcrew/plugin-clusters-node/testUtils';
import type { ApiProxy } from '../ApiProxy';
import type { ChaosBackend } from './ChaosBackend';
import type { ClusterAdmin } from './ClusterAdmin';
import { effectsOf } from './effectsOf';
import type { KillPoint } from './messages';
import { verbs, type Verb } from './verbs';

const CLUSTER = 'dev';
/** For one operation to be over, or for its backend to be killed. */
const TRIAL_MS = 90_000;
/** After the last start: claims of the dead run out, and what waits is resynced. */
const SETTLE_MS = 180_000;
/** How many targets are made before it is their turn. */
const AHEAD = 6;

/** What a run found. */
export interface ChaosOutcome {
  kills: number;
  doubleEffects: number;
  lost: number;
  stuck: number;
  /** Kill points that were not passed when it was their turn. */
  missed: number;
  /** What went wrong, and where. */
  faults: string[];
}

interface Trial {
  name: string;
  verb: Verb;
  point?: Omit<KillPoint, 'trial'>;
  /** Of the operation that a client was told of. */
  id?: string;
}

/** Options of {@link ChaosRun.create}. */
export interface ChaosRunOptions {
  name: string;
  kills: number;
  admin: ClusterAdmin;
  backends: ChaosBackend[];
  proxy: ApiProxy;
  /** Of all backends, as they come. */
  passed: KillPoint[];
  log: (line: string) => void;
}

/** Kills backends on one database at one point after the other, and looks at what became of every operation. */
export class ChaosRun {
  readonly #options: ChaosRunOptions;
  readonly #expected = new Map<Verb, number>();
  readonly #faults: string[] = [];
  #kills = 0;
  #missed = 0;

  static create(options: ChaosRunOptions): ChaosRun {
    return new ChaosRun(options);
  }

  private constructor(options: ChaosRunOptions) {
    this.#options = options;
  }

  async run(): Promise<ChaosOutcome> {
    const { backends, kills, log, name } = this.#options;
    // One creates the tables, the other finds them.
    for (const backend of backends) {
      await backend.start();
    }
    const points = await this.#findPoints();
    log(`${name}: ${points.length} points in ${verbs.length} verbs`);
    const trials = Array.from({ length: kills }, (_, index): Trial => {
      const at = Math.floor((index * points.length) / kills) % points.length;
      return { ...points[at], name: `${this.#prefix}-${index}` };
    });
    await this.#killAll(trials);
    return await this.#judge(trials);
  }

  get #prefix(): string {
    return `chaos-${this.#options.name.toLowerCase().replace(/\W+/g, '-')}`;
  }

  /** Uses each verb once, undisturbed: that tells where it can be killed, and how many changes it takes. */
  async #findPoints(): Promise<Trial[]> {
    const { backends, passed, proxy } = this.#options;
    const trials = verbs.map((verb, index): Trial => {
      return { verb, name: `${this.#prefix}-first-${index}` };
    });
    await Promise.all(
      trials.map(async trial => {
        trial.id = await this.#submit(trial, await this.#prepare(trial));
        await this.#untilOver(trial.id, TRIAL_MS);
        const { body } = await backends[0].request(
          'GET',
          `/operations/${trial.id}`,
        );
        if (body.phase !== endOf(trial.verb)) {
          throw new Error(
            `${trial.verb.operation} does not work: ${body.phaseReason}`,
          );
        }
        this.#expected.set(
          trial.verb,
          effectsOf(proxy.changes, trial.name).kept,
        );
      }),
    );
    return trials.flatMap(({ name, verb }) =>
      passed
        .filter(({ trial }) => trial === name)
        .map(({ label, moment }) => ({ name, verb, point: { label, moment } })),
    );
  }

  async #killAll(trials: Trial[]): Promise<void> {
    const { log, name } = this.#options;
    const targets: Promise<object>[] = [];
    const prepareUpTo = (end: number) => {
      while (targets.length < Math.min(end, trials.length)) {
        const target = this.#prepare(trials[targets.length]);
        target.catch(() => {});
        targets.push(target);
      }
    };
    for (const [index, trial] of trials.entries()) {
      prepareUpTo(index + AHEAD);
      await this.#kill(trial, await targets[index]);
      if ((index + 1) % 10 === 0) {
        log(`${name}: ${this.#kills} kills in ${index + 1} trials`);
      }
    }
  }

  async #kill(trial: Trial, target: object): Promise<void> {
    const { backends } = this.#options;
    await Promise.all(backends.map(backend => this.#arm(backend, trial)));
    const submitting = this.#submit(trial, target);
    const over = submitting.then(async id => {
      trial.id = id;
      await this.#untilOver(id, TRIAL_MS);
    });
    over.catch(() => {});
    await Promise.race([over, ...backends.map(backend => backend.ended())]);
    if (backends.every(({ isAlive }) => isAlive)) {
      this.#missed += 1;
    }
    await Promise.all(backends.map(backend => this.#revive(backend)));
    trial.id = await submitting;
  }

  /** Tells a backend where to kill itself. What it goes on with may be where the trial before wanted it to. */
  async #arm(backend: ChaosBackend, { name, point }: Trial): Promise<void> {
    for (;;) {
      await this.#revive(backend);
      try {
        await backend.arm({ ...point!, trial: name });
        return;
      } catch (error) {
        if (backend.isAlive) {
          throw error;
        }
      }
    }
  }

  async #revive(backend: ChaosBackend): Promise<void> {
    if (!backend.isAlive) {
      this.#kills += 1;
      await backend.start();
    }
  }

  async #prepare({ name, verb }: Trial): Promise<object> {
    const { admin } = this.#options;
    return { cluster: CLUSTER, ...(await verb.prepare(admin, name)) };
  }

  /** Asks until somebody takes it, as a client with an idempotency key may. */
  async #submit({ name, verb }: Trial, target: object): Promise<string> {
    let answer: { status: number; body: any } | undefined;
    await eventually(async () => {
      answer = await this.#ask('POST', '/operations', {
        operation: verb.operation,
        target,
        input: verb.input,
        reason: 'chaos',
        idempotencyKey: name,
      });
      return answer?.status === 201;
    }, TRIAL_MS).catch(() => {
      throw new Error(`${verb.operation}: ${JSON.stringify(answer)}`);
    });
    const { id } = answer!.body;
    if (verb.cancelled) {
      this.#cancel(id).catch(() => {});
    }
    return id;
  }

  /** Says so until it is over: whoever should have heard it may have been killed. */
  async #cancel(id: string): Promise<void> {
    await eventually(async () => {
      const { body } = (await this.#ask('GET', `/operations/${id}`)) ?? {};
      if (body?.phase === 'running' && body.steps[0].status === 'done') {
        await this.#ask('POST', `/operations/${id}/commands`, {
          command: 'cancel',
        });
      }
      return isFinal(body?.phase);
    }, SETTLE_MS);
  }

  async #untilOver(id: string, forMs: number): Promise<void> {
    await eventually(async () => {
      const answer = await this.#ask('GET', `/operations/${id}`);
      return answer?.status === 200 && isFinal(answer.body.phase);
    }, forMs);
  }

  async #ask(
    ...request: Parameters<ChaosBackend['request']>
  ): Promise<{ status: number; body: any } | undefined> {
    const alive = this.#options.backends.find(({ isAlive }) => isAlive);
    // Not more often than a page does.
    await new Promise(resolve => {
      setTimeout(resolve, 50);
    });
    return await alive?.request(...request).catch(() => undefined);
  }

  async #judge(trials: Trial[]): Promise<ChaosOutcome> {
    const { proxy } = this.#options;
    const outcome = { doubleEffects: 0, lost: 0, stuck: 0 };
    const settleUntil = Date.now() + SETTLE_MS;
    for (const trial of trials) {
      const { id, name, verb } = trial;
      const what = `${name} ${verb.operation} at ${JSON.stringify(
        trial.point,
      )}`;
      await this.#untilOver(id!, Math.max(1, settleUntil - Date.now())).catch(
        () => {},
      );
      const { status, body } = (await this.#ask('GET', `/operations/${id}`))!;
      const { doubled, kept } = effectsOf(proxy.changes, name);
      const more = Math.max(doubled, kept - (this.#expected.get(verb) ?? 0), 0);
      if (more > 0) {
        outcome.doubleEffects += more;
        this.#faults.push(`${what}: ${more} effects doubled`);
      }
      if (status !== 200) {
        outcome.lost += 1;
        this.#faults.push(`${what}: lost`);
      } else if (!isFinal(body.phase)) {
        outcome.stuck += 1;
        this.#faults.push(`${what}: ${body.phase}, ${body.phaseReason}`);
      } else if (body.phase !== endOf(verb)) {
        this.#faults.push(`${what}: ${body.phase}, ${body.phaseReason}`);
      }
    }
    return {
      kills: this.#kills,
      missed: this.#missed,
      faults: this.#faults,
      ...outcome,
    };
  }
}

function endOf({ cancelled }: Verb): OperationPhase {
  return cancelled ? 'cancelled' : 'succeeded';
}
