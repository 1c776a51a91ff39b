/**
 * A call as it came, without what ends it.
 *
 * @public
 */
export interface RecordedCall<TApi> {
  method: keyof TApi;
  args: unknown[];
}

/**
 * Answers as a test says, and remembers what was asked. What has no answer is refused. For an api, extend it with a property
 * for each method.
 *
 * @public
 */
export abstract class ScriptedApi<TApi extends object> {
  readonly calls: RecordedCall<TApi>[] = [];
  readonly #script: Partial<TApi>;

  protected constructor(script: Partial<TApi>) {
    this.#script = script;
  }

  /** The arguments of the calls of one method, the oldest first. */
  callsOf(method: keyof TApi): unknown[][] {
    return this.calls
      .filter(call => call.method === method)
      .map(({ args }) => args);
  }

  /**
   * One method of the api.
   *
   * @param argumentCount - how many arguments are remembered: all but the options of the request
   */
  protected answer<M extends keyof TApi>(
    method: M,
    argumentCount: number,
  ): TApi[M] {
    const answer = async (...args: unknown[]): Promise<unknown> => {
      this.calls.push({ method, args: args.slice(0, argumentCount) });
      const scripted = this.#script[method] as
        | ((...all: unknown[]) => Promise<unknown>)
        | undefined;
      if (!scripted) {
        throw new Error(`${String(method)} has no answer in this test`);
      }
      return scripted(...args);
    };
    return answer as TApi[M];
  }
}
