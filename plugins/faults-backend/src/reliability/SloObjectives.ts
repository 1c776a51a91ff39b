import type { Entity } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** Annotation of an entity that says for which share of the time it is to be up: `0.9995`. */
export const SLO_OBJECTIVE_ANNOTATION = 'groundcrew.io/slo-objective';

const DEFAULT_OBJECTIVE = 0.999;

/** For which share of the time something is to be up: what its entity says, else its environment, else everywhere. */
export class SloObjectives {
  readonly #default: number;
  readonly #environments: ReadonlyMap<string, number>;

  /** @throws InputError when an objective is not between 0 and 1 */
  static fromConfig(root: Config): SloObjectives {
    const config = root.getOptionalConfig('groundcrew.faults.slo');
    const byEnvironment = config?.getOptionalConfig('environments');
    return new SloObjectives(
      read(config, 'objective') ?? DEFAULT_OBJECTIVE,
      new Map(
        (byEnvironment?.keys() ?? []).map(environment => [
          environment,
          read(byEnvironment, environment)!,
        ]),
      ),
    );
  }

  private constructor(
    objective: number,
    environments: ReadonlyMap<string, number>,
  ) {
    this.#default = objective;
    this.#environments = environments;
  }

  /** An annotation that makes no sense says nothing: whoever looks cannot mend it. */
  of(what: { entity: Entity; environment: string | undefined }): number {
    const { entity, environment } = what;
    const said = Number(
      entity.metadata.annotations?.[SLO_OBJECTIVE_ANNOTATION],
    );
    if (isObjective(said)) {
      return said;
    }
    const ofEnvironment =
      environment === undefined
        ? undefined
        : this.#environments.get(environment);
    return ofEnvironment ?? this.#default;
  }
}

/** All of the time would leave nothing to ever go wrong: https://sre.google/sre-book/embracing-risk/ */
function isObjective(value: number): boolean {
  return value > 0 && value < 1;
}

function read(config: Config | undefined, key: string): number | undefined {
  const value = config?.getOptionalNumber(key);
  if (value !== undefined && !isObjective(value)) {
    throw new InputError(
      `An objective in groundcrew.faults.slo has to be more than 0 and less than 1, and '${key}' is ${value}`,
    );
  }
  return value;
}
