import { z } from 'zod/v3';
import type { AlertServer } from '../settings/AlertSettings';

const TIMEOUT_MS = 10_000;

const matcherSchema = z.object({
  name: z.string(),
  value: z.string(),
  isRegex: z.boolean(),
  /** Of Alertmanagers before 0.22: always equal. */
  isEqual: z.boolean().default(true),
});

const silenceSchema = z.object({
  id: z.string(),
  status: z.object({ state: z.enum(['active', 'pending', 'expired']) }),
  matchers: z.array(matcherSchema),
  startsAt: z.string(),
  endsAt: z.string(),
  createdBy: z.string(),
  comment: z.string(),
});

const alertSchema = z.object({
  fingerprint: z.string(),
  labels: z.record(z.string()),
  annotations: z.record(z.string()).default({}),
  startsAt: z.string(),
  generatorURL: z.string().optional(),
  status: z.object({ silencedBy: z.array(z.string()).nullable() }),
});

/** What a silence keeps silent. */
export type SilenceMatcher = z.infer<typeof matcherSchema>;

/** A silence as Alertmanager has it. */
export type ServerSilence = z.infer<typeof silenceSchema>;

/** An alert that fires, as Alertmanager has it. */
export type ServerAlert = z.infer<typeof alertSchema>;

/** A silence to be made, or the one with the id to be changed. */
export interface SilenceRequest {
  id?: string;
  matchers: readonly SilenceMatcher[];
  /** ISO 8601. */
  startsAt: string;
  endsAt: string;
  createdBy: string;
  comment: string;
}

/** An Alertmanager did not do what it was asked for. Its message is for people, and repeats no secret. */
export class AlertmanagerError extends Error {
  override readonly name = 'AlertmanagerError';
}

/** Asks one Alertmanager over version 2 of its API. Every call rejects with an {@link AlertmanagerError}. */
export class AlertmanagerClient {
  readonly #server: AlertServer;
  readonly #fetch: typeof fetch;

  static create(
    server: AlertServer,
    options: { fetch?: typeof fetch } = {},
  ): AlertmanagerClient {
    return new AlertmanagerClient(server, options.fetch ?? fetch);
  }

  private constructor(server: AlertServer, fetchApi: typeof fetch) {
    this.#server = server;
    this.#fetch = fetchApi;
  }

  /** All that fire, also those that are silenced. */
  async alerts(signal: AbortSignal): Promise<ServerAlert[]> {
    return await this.#ask(
      '/alerts?active=true&silenced=true&inhibited=true',
      { signal },
      z.array(alertSchema),
    );
  }

  /** Also those that have expired not long ago. */
  async silences(signal: AbortSignal): Promise<ServerSilence[]> {
    return await this.#ask('/silences', { signal }, z.array(silenceSchema));
  }

  /** @returns the id of the silence: another one than before where other alerts are to be silent */
  async silence(request: SilenceRequest, signal: AbortSignal): Promise<string> {
    const { silenceID } = await this.#ask(
      '/silences',
      {
        signal,
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(request),
      },
      z.object({ silenceID: z.string() }),
    );
    return silenceID;
  }

  /** Ends a silence. One that there is not has ended. */
  async expire(id: string, signal: AbortSignal): Promise<void> {
    const path = `/silence/${encodeURIComponent(id)}`;
    const response = await this.#request(path, { signal, method: 'DELETE' });
    if (response.status !== 404) {
      await this.#requireOk(response);
    }
    await response.body?.cancel();
  }

  async #ask<T extends z.ZodTypeAny>(
    path: string,
    init: RequestInit,
    schema: T,
  ): Promise<z.output<T>> {
    const response = await this.#request(path, init);
    await this.#requireOk(response);
    let answer: unknown;
    try {
      answer = await response.json();
    } catch {
      throw this.#failed('did not answer with JSON');
    }
    const parsed = schema.safeParse(answer);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw this.#failed(
        `gave an answer that is not of its API v2 (${issue.path.join('.')})`,
      );
    }
    return parsed.data;
  }

  async #request(path: string, init: RequestInit): Promise<Response> {
    const { token, url } = this.#server;
    const signals = [AbortSignal.timeout(TIMEOUT_MS)];
    try {
      return await this.#fetch(`${url}/api/v2${path}`, {
        ...init,
        // A token must not follow to wherever an answer points.
        redirect: 'error',
        signal: AbortSignal.any(
          init.signal ? [...signals, init.signal] : signals,
        ),
        headers: {
          ...init.headers,
          ...(token ? { Authorization: `Bearer ${token}` } : {}),
        },
      });
    } catch (error) {
      const { cause, name } = error as Error & { cause?: { code?: string } };
      throw this.#failed(
        name === 'TimeoutError'
          ? `did not answer within ${TIMEOUT_MS / 1_000} seconds`
          : `cannot be reached${cause?.code ? ` (${cause.code})` : ''}`,
      );
    }
  }

  async #requireOk({ body, ok, status }: Response): Promise<void> {
    if (ok) {
      return;
    }
    // Whatever stands there may repeat what was sent.
    await body?.cancel();
    if (status === 401 || status === 403) {
      throw this.#failed(
        this.#server.token
          ? `refuses the token that is configured for it (${status})`
          : `wants a token, and none is configured for it (${status})`,
      );
    }
    throw this.#failed(`answered with ${status}`);
  }

  #failed(what: string): AlertmanagerError {
    return new AlertmanagerError(
      `The Alertmanager '${this.#server.name}' ${what}`,
    );
  }
}
