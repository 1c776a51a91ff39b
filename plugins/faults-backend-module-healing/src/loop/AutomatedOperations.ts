import type { AuthService } from '@backstage/backend-plugin-api';
import type { SubmitRequest } from '@groundcrew/plugin-operations-common';
import type { OperationsService } from '@groundcrew/plugin-operations-node';
import { isError } from '@backstage/errors';
import type { SeenOperation } from '../healing/Observation';
import type { Answer } from '../healing/withAnswer';
import { refusalOf } from './refusalOf';

/** Options of {@link AutomatedOperations.create}. */
export interface AutomatedOperationsOptions {
  auth: AuthService;
  operations: OperationsService;
}

/** Operations as the automation `plugin:groundcrew-faults` may ask for them: as far as config grants them to it. */
export class AutomatedOperations {
  readonly #options: AutomatedOperationsOptions;

  static create(options: AutomatedOperationsOptions): AutomatedOperations {
    return new AutomatedOperations(options);
  }

  private constructor(options: AutomatedOperationsOptions) {
    this.#options = options;
  }

  /** @throws what may be over when it is asked for again */
  async submit(request: SubmitRequest): Promise<Answer> {
    try {
      const { id } = await this.#options.operations.submit(
        request,
        await this.#own(),
      );
      return { operationId: id };
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === undefined) {
        throw error;
      }
      return { refusal };
    }
  }

  /** Undefined while it cannot be read. */
  async see(id: string | undefined): Promise<SeenOperation | undefined> {
    if (id === undefined) {
      return undefined;
    }
    try {
      return await this.#options.operations.getOperation(id, await this.#own());
    } catch (error) {
      const isGone =
        isError(error) &&
        (error.name === 'NotFoundError' || error.statusCode === 404);
      return isGone ? 'gone' : undefined;
    }
  }

  async cancel(id: string, comment: string): Promise<void> {
    await this.#options.operations.command(
      id,
      { command: 'cancel', comment },
      await this.#own(),
    );
  }

  async #own() {
    return { credentials: await this.#options.auth.getOwnServiceCredentials() };
  }
}
