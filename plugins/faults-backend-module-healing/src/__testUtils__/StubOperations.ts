import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type {
  OperationDetail,
  OperationPhase,
  SubmitRequest,
} from '@groundcrew/plugin-operations-common';
import type {
  OperationsService,
  OperationsServiceOptions,
} from '@groundcrew/plugin-operations-node';

interface Asked {
  request: SubmitRequest;
  detail: OperationDetail;
}

/** Operations as the operations plugin answers them, in memory: a test says what becomes of each. */
export class StubOperations implements OperationsService {
  readonly asked = new Map<string, Asked>();
  /** Who asked, and for what, in order. */
  readonly calls: string[] = [];
  /** Refuses what is asked for. */
  refusal: string | undefined;
  /** Fails what is asked for, after it was taken: the answer gets lost. */
  answersLost = 0;

  async submit(
    request: SubmitRequest,
    { credentials }: OperationsServiceOptions,
  ): Promise<OperationDetail> {
    const principal = credentials.principal as { subject?: string };
    this.calls.push(`${principal.subject} ${request.operation}`);
    if (this.refusal) {
      throw new NotAllowedError(this.refusal);
    }
    const key = request.idempotencyKey ?? '';
    const known = [...this.asked.values()].find(
      each => each.request.idempotencyKey === key,
    );
    const detail = known?.detail ?? this.#take(request);
    if (this.answersLost > 0) {
      this.answersLost -= 1;
      throw new TypeError('fetch failed');
    }
    return detail;
  }

  async getOperation(id: string): Promise<OperationDetail> {
    const found = this.asked.get(id);
    if (!found) {
      throw new NotFoundError(`There is no operation ${id}`);
    }
    return found.detail;
  }

  async command(id: string): Promise<OperationDetail> {
    this.calls.push(`cancel ${id}`);
    this.become(id, 'cancelled');
    return await this.getOperation(id);
  }

  async listOperations() {
    return { operations: [] };
  }

  async listVerbs(): Promise<never> {
    throw new Error('nobody asks for verbs');
  }

  async preview(): Promise<never> {
    throw new Error('nobody asks for a preview');
  }

  /** Brings an operation into another phase. */
  become(id: string, phase: OperationPhase): void {
    const { detail } = this.asked.get(id)!;
    Object.assign(detail, {
      phase,
      phaseReason: `It is ${phase}.`,
      endedAt: new Date().toISOString(),
    });
  }

  #take(request: SubmitRequest): OperationDetail {
    const id = `op-${this.asked.size + 1}`;
    const detail = {
      id,
      phase: 'running',
      phaseReason: 'It is running.',
      undo: {
        request: {
          operation: request.operation,
          target: request.target,
          input: { takesBack: id },
        },
      },
    } as unknown as OperationDetail;
    this.asked.set(id, { request, detail });
    return detail;
  }
}
