import type { FaultsApi } from '@groundcrew/plugin-faults-common';

/** Answers as a test says, and remembers what was asked. What has no answer is refused. */
export class ScriptedFaults implements FaultsApi {
  readonly calls: { method: keyof FaultsApi; args: unknown[] }[] = [];
  readonly #script: Partial<FaultsApi>;

  static create(script: Partial<FaultsApi>): ScriptedFaults {
    return new ScriptedFaults(script);
  }

  private constructor(script: Partial<FaultsApi>) {
    this.#script = script;
  }

  /** The arguments of the calls of one method, the oldest first. */
  callsOf(method: keyof FaultsApi): unknown[][] {
    return this.calls
      .filter(call => call.method === method)
      .map(({ args }) => args);
  }

  readonly getFaults = this.#answer('getFaults', 1);
  readonly getReliability = this.#answer('getReliability', 2);
  readonly listIncidents = this.#answer('listIncidents', 1);
  readonly getIncident = this.#answer('getIncident', 1);
  readonly commandIncident = this.#answer('commandIncident', 2);
  readonly getPostMortem = this.#answer('getPostMortem', 1);
  readonly listMutes = this.#answer('listMutes', 0);
  readonly createMute = this.#answer('createMute', 1);
  readonly endMute = this.#answer('endMute', 1);
  readonly listDetectors = this.#answer('listDetectors', 1);

  #answer<M extends keyof FaultsApi>(
    method: M,
    argumentCount: number,
  ): FaultsApi[M] {
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
    return answer as FaultsApi[M];
  }
}
