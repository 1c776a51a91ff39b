import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { typeScriptArguments } from '../processes';
import type { FromCandidate, ToCandidate } from './candidate';

type Answer<T extends FromCandidate['type']> = Extract<
  FromCandidate,
  { type: T }
>;

/** A process that holds one cache. */
export class CandidateProcess {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** Starts `file`, and waits until it is loaded. */
  static async start(file: string): Promise<CandidateProcess> {
    const child = fork(resolve(__dirname, file), {
      execArgv: ['--expose-gc', ...typeScriptArguments],
    });
    const candidate = new CandidateProcess(child);
    await candidate.#next('loaded');
    return candidate;
  }

  async start(kubeconfig: string, context: string): Promise<Answer<'ready'>> {
    return this.#ask({ type: 'start', kubeconfig, context }, 'ready');
  }

  /** What is resident after collecting garbage. */
  async residentBytes(): Promise<number> {
    return (await this.#ask({ type: 'memory' }, 'memory')).bytes;
  }

  async usage(): Promise<Answer<'usage'>> {
    return this.#ask({ type: 'usage' }, 'usage');
  }

  stop(): void {
    if (this.#child.connected) {
      this.#child.disconnect();
    }
  }

  async #ask<T extends FromCandidate['type']>(
    message: ToCandidate,
    answer: T,
  ): Promise<Answer<T>> {
    const answered = this.#next(answer);
    this.#child.send(message);
    return answered;
  }

  async #next<T extends FromCandidate['type']>(type: T): Promise<Answer<T>> {
    const abort = new AbortController();
    const { signal } = abort;
    const ended = once(this.#child, 'exit', { signal }).then(([code]) => {
      throw new Error(`The process ended with ${code}`);
    });
    const answered = async (): Promise<Answer<T>> => {
      for (;;) {
        const [message] = (await once(this.#child, 'message', {
          signal,
        })) as [FromCandidate];
        // The loader of TypeScript sends messages of its own.
        if (message.type === type) {
          return message as Answer<T>;
        }
      }
    };
    try {
      return await Promise.race([answered(), ended]);
    } finally {
      ended.catch(() => {});
      abort.abort();
    }
  }
}
