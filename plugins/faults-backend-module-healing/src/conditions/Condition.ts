import { Environment, type ASTNode } from '@marcbachmann/cel-js';
import { InputError } from '@backstage/errors';
import type { ConditionVariables } from './conditionVariables';

/** Whether an incident fits; and why not, where it does not. */
export type Fitness = { fits: true } | { fits: false; reason: string };

const LOOPS = new Set(['all', 'exists', 'exists_one', 'map', 'filter']);
/** With lists as short as `conditionVariables` makes them, a condition is done in milliseconds. */
const MOST_NESTED_LOOPS = 2;

const environment = new Environment({
  limits: {
    maxAstNodes: 200,
    maxDepth: 20,
    maxListElements: 50,
    maxMapEntries: 10,
    maxCallArguments: 4,
  },
})
  .registerVariable('incident', 'map')
  .registerVariable('object', 'map')
  .registerVariable('changes', 'list');

/** A condition of a policy, in the Common Expression Language: https://github.com/google/cel-spec */
export class Condition {
  readonly #evaluate: (variables: ConditionVariables) => unknown;

  /** @throws InputError when it is no CEL, is too large, could run long, or gives no bool */
  static compile(expression: string): Condition {
    let parsed;
    try {
      parsed = environment.parse(expression);
    } catch (error) {
      throw new InputError(`it is no CEL: ${inBrief(error)}`);
    }
    refuseWhatRunsLong(parsed.ast);
    const { error, type, valid } = parsed.check();
    if (!valid) {
      throw new InputError(`it is no CEL: ${inBrief(error)}`);
    }
    if (type !== 'bool' && type !== 'dyn') {
      throw new InputError(`it gives a ${type}, and has to give a bool`);
    }
    return new Condition(parsed);
  }

  private constructor(evaluate: (variables: ConditionVariables) => unknown) {
    this.#evaluate = evaluate;
  }

  /** One that fails, or gives something else than a bool, does not let anything through. */
  judge(variables: ConditionVariables): Fitness {
    let result: unknown;
    try {
      result = this.#evaluate(variables);
    } catch (error) {
      return {
        fits: false,
        reason: `its condition fails: ${inBrief(error)}`,
      };
    }
    if (typeof result !== 'boolean') {
      return { fits: false, reason: 'its condition gives no bool' };
    }
    return result
      ? { fits: true }
      : { fits: false, reason: 'its condition is not met' };
  }
}

function refuseWhatRunsLong(node: ASTNode, loops = 0): void {
  const called =
    node.op === 'call' || node.op === 'rcall' ? node.args[0] : undefined;
  if (called === 'matches') {
    // Regular expressions of JavaScript may take exponential time.
    throw new InputError(
      'it uses matches(): use startsWith(), endsWith(), contains() or in',
    );
  }
  const nested = loops + (called !== undefined && LOOPS.has(called) ? 1 : 0);
  if (nested > MOST_NESTED_LOOPS) {
    throw new InputError(
      `it has more than ${MOST_NESTED_LOOPS} loops inside each other`,
    );
  }
  for (const child of nodesIn(node.args)) {
    refuseWhatRunsLong(child, nested);
  }
}

function nodesIn(value: unknown): ASTNode[] {
  if (Array.isArray(value)) {
    return value.flatMap(nodesIn);
  }
  const isNode = typeof value === 'object' && value !== null && 'op' in value;
  return isNode ? [value as ASTNode] : [];
}

/** The first line: the others point into the expression. */
function inBrief(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n')[0].slice(0, 200);
}
