import type { OperationsApi } from '@groundcrew/plugin-operations-common';

/**
 * A call as it came, without what ends it.
 *
 * @public
 */
export interface RecordedCall {
  method: keyof OperationsApi;
  args: unknown[];
}

/**
 * Answers as a test says, and remembers what was asked. What has no answer is refused.
 *
 * @public
 */
export class ScriptedOperations implements OperationsApi {
  readonly calls: RecordedCall[] = [];
  readonly #script: Partial<OperationsApi>;

  static create(script: Partial<OperationsApi>): ScriptedOperations {
    return new ScriptedOperations(script);
  }

  private constructor(script: Partial<OperationsApi>) {
    this.#script = script;
  }

  /** The arguments of the calls of one method, the oldest first. */
  callsOf(method: keyof OperationsApi): unknown[][] {
    return this.calls
      .filter(call => call.method === method)
      .map(({ args }) => args);
  }

  readonly listVerbs = this.#answer('listVerbs', 1);
  readonly preview = this.#answer('preview', 1);
  readonly submit = this.#answer('submit', 1);
  readonly listOperations = this.#answer('listOperations', 1);
  readonly getOperation = this.#answer('getOperation', 1);
  readonly previewAgain = this.#answer('previewAgain', 1);
  readonly command = this.#answer('command', 2);
  readonly decide = this.#answer('decide', 2);
  readonly listAuditRows = this.#answer('listAuditRows', 1);
  readonly exportOperations = this.#answer('exportOperations', 2);
  readonly verifyAuditTrail = this.#answer('verifyAuditTrail', 0);

  #answer<M extends keyof OperationsApi>(
    method: M,
    argumentCount: number,
  ): OperationsApi[M] {
    const answer = async (...args: unknown[]): Promise<unknown> => {
      this.calls.push({ method, args: args.slice(0, argumentCount) });
      const scripted = this.#script[method] as
        | ((...all: unknown[]) => Promise<unknown>)
        | undefined;
      if (!scripted) {
        throw new Error(`${method} has no answer in this test`);
      }
      return scripted(...args);
    };
    return answer as OperationsApi[M];
  }
}
