import { randomUUID } from 'node:crypto';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { Clock, timestamp } from '../clock';
import { SandboxCluster } from '../SandboxCluster';
import { Fault, FaultTarget, FaultTargetKind, Revert } from './Fault';
import { clusterFaults } from './clusterFaults';
import { workloadFaults } from './workloadFaults';

export interface FaultDescription {
  id: string;
  title: string;
  effect: string;
  targetKind: FaultTargetKind;
}

export interface ActiveFault {
  id: string;
  /** The id of the fault's description. */
  fault: string;
  cluster: string;
  target?: FaultTarget;
  appliedAt: string;
}

export interface ApplyFaultOptions {
  fault: string;
  cluster: string;
  /** Needed unless the fault is of a whole cluster. */
  target?: FaultTarget;
}

const FAULTS = [...workloadFaults, ...clusterFaults] as Fault[];

/** Breaks things in the sandbox and mends them again. */
export class FaultInjector {
  static create(options: {
    clusters: readonly SandboxCluster[];
    clock: Clock;
  }): FaultInjector {
    return new FaultInjector(options.clusters, options.clock);
  }

  readonly #active = new Map<string, { fault: ActiveFault; revert: Revert }>();

  private constructor(
    private readonly clusters: readonly SandboxCluster[],
    private readonly clock: Clock,
  ) {}

  /** What can be broken. */
  list(): FaultDescription[] {
    return FAULTS.map(({ id, title, effect, targetKind }) => ({
      id,
      title,
      effect,
      targetKind,
    }));
  }

  /** What is broken now. */
  active(): ActiveFault[] {
    return [...this.#active.values()].map(({ fault }) => fault);
  }

  /** Breaks something. Throws an InputError for a target that does not fit, a ConflictError when it is broken so already. */
  async apply(options: ApplyFaultOptions): Promise<ActiveFault> {
    const fault = FAULTS.find(({ id }) => id === options.fault);
    if (!fault) throw new InputError(`There is no fault ${options.fault}`);
    const cluster = this.clusters.find(({ name }) => name === options.cluster);
    if (!cluster)
      throw new InputError(`There is no cluster ${options.cluster}`);
    const target = fault.targetKind === 'cluster' ? undefined : options.target;
    if (fault.targetKind !== 'cluster' && !target) {
      throw new InputError(`${fault.title} needs a ${fault.targetKind}`);
    }
    const same = this.active().some(
      other =>
        other.fault === fault.id &&
        other.cluster === cluster.name &&
        JSON.stringify(other.target) === JSON.stringify(target),
    );
    if (same) throw new ConflictError(`${fault.title} is applied already`);
    const revert = await (fault as Fault<'workload'>).apply(
      cluster,
      target as FaultTarget,
    );
    const active: ActiveFault = {
      id: randomUUID(),
      fault: fault.id,
      cluster: cluster.name,
      ...(target && { target }),
      appliedAt: timestamp(this.clock.now()),
    };
    this.#active.set(active.id, { fault: active, revert });
    return active;
  }

  /** Mends what was broken. Throws a NotFoundError for an id that is not active. */
  async revert(id: string): Promise<void> {
    const entry = this.#active.get(id);
    if (!entry) throw new NotFoundError(`No fault ${id} is active`);
    this.#active.delete(id);
    await entry.revert();
  }

  async revertAll(): Promise<void> {
    for (const id of [...this.#active.keys()]) await this.revert(id);
  }
}
