import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  OperationDefinition,
  OperationsExtensionPoint,
} from '@groundcrew/plugin-operations-node';

/** The verbs that modules brought. */
export class OperationDefinitions implements OperationsExtensionPoint {
  readonly #definitions = new Map<string, OperationDefinition>();

  static create(): OperationDefinitions {
    return new OperationDefinitions();
  }

  private constructor() {}

  addOperation(...definitions: OperationDefinition[]): void {
    for (const definition of definitions) {
      if (this.#definitions.has(definition.id)) {
        throw new ConflictError(
          `There are two operations with the id '${definition.id}'`,
        );
      }
      this.#definitions.set(definition.id, definition);
    }
  }

  find(id: string): OperationDefinition | undefined {
    return this.#definitions.get(id);
  }

  /** @throws NotFoundError when no module brought it */
  get(id: string): OperationDefinition {
    const definition = this.find(id);
    if (!definition) {
      throw new NotFoundError(
        `There is no operation '${id}'. Installed are: ${[
          ...this.#definitions.keys(),
        ]
          .sort()
          .join(', ')}`,
      );
    }
    return definition;
  }

  forKind(kind: string): OperationDefinition[] {
    return [...this.#definitions.values()].filter(({ kinds }) =>
      kinds.includes(kind),
    );
  }

  all(): OperationDefinition[] {
    return [...this.#definitions.values()];
  }
}
