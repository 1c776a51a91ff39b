import { InputError } from '@backstage/errors';
import type { LabelRequirement, LabelSelector } from '../LabelSelector';

/**
 * A label selector as it stands in objects: `matchLabels` and `matchExpressions`.
 *
 * @public
 */
export interface LabelSelectorObject {
  matchLabels?: Readonly<Record<string, string>>;
  matchExpressions?: readonly {
    key: string;
    operator: string;
    values?: readonly string[];
  }[];
}

/**
 * Reads a label selector: from text as kubectl and the API take it, `app=checkout,tier!=cache,env in (dev,test),!canary`,
 * or from an object.
 *
 * @throws InputError that says what is wrong, for something malformed
 *
 * @public
 */
export function parseLabelSelector(
  selector: string | LabelSelectorObject,
): LabelSelector {
  return typeof selector === 'string'
    ? splitRequirements(selector).map(text => parseRequirement(text, selector))
    : ofObject(selector);
}

/** The selector that asks for all of these labels. */
export function labelSelectorOf(
  labels: Readonly<Record<string, string>>,
): LabelSelector {
  return Object.entries(labels).map(([key, value]) => ({
    key,
    operator: 'in',
    values: [value],
  }));
}

function ofObject(selector: LabelSelectorObject): LabelSelector {
  return [
    ...labelSelectorOf(selector.matchLabels ?? {}),
    ...(selector.matchExpressions ?? []).map(
      ({ key, operator, values = [] }): LabelRequirement => {
        switch (operator) {
          case 'In':
            return { key, operator: 'in', values };
          case 'NotIn':
            return { key, operator: 'notIn', values };
          case 'Exists':
            return { key, operator: 'exists' };
          case 'DoesNotExist':
            return { key, operator: 'doesNotExist' };
          default:
            throw new InputError(
              `Unknown operator '${operator}' in a label selector: it must be In, NotIn, Exists or DoesNotExist`,
            );
        }
      },
    ),
  ];
}

/** Splits at commas that are not within parentheses. */
function splitRequirements(text: string): string[] {
  if (text.trim() === '') {
    return [];
  }
  const parts: string[] = [''];
  let isInside = false;
  for (const character of text) {
    if (character === '(' || character === ')') {
      if (isInside === (character === '(')) {
        throw malformed(text, `an unexpected '${character}'`);
      }
      isInside = character === '(';
    }
    if (character === ',' && !isInside) {
      parts.push('');
    } else {
      parts[parts.length - 1] += character;
    }
  }
  if (isInside) {
    throw malformed(text, "a missing ')'");
  }
  return parts;
}

const ABSENT = /^!\s*([^\s=!<>(),]+)$/;
const PRESENT = /^([^\s=!<>(),]+)$/;
const EQUALITY = /^([^\s=!<>(),]+)\s*(==|=|!=)\s*([^\s=!<>(),]*)$/;
const MEMBERSHIP = /^([^\s=!<>(),]+)\s+(in|notin)\s*\(([^()]*)\)$/;

function parseRequirement(part: string, text: string): LabelRequirement {
  const requirement = part.trim();
  if (requirement === '') {
    throw malformed(text, 'nothing between two commas');
  }
  let match = ABSENT.exec(requirement);
  if (match) {
    return { key: keyOf(match[1], text), operator: 'doesNotExist' };
  }
  match = PRESENT.exec(requirement);
  if (match) {
    return { key: keyOf(match[1], text), operator: 'exists' };
  }
  match = EQUALITY.exec(requirement);
  if (match) {
    return {
      key: keyOf(match[1], text),
      operator: match[2] === '!=' ? 'notIn' : 'in',
      values: [valueOf(match[3], text)],
    };
  }
  match = MEMBERSHIP.exec(requirement);
  if (match) {
    return {
      key: keyOf(match[1], text),
      operator: match[2] === 'in' ? 'in' : 'notIn',
      values: match[3].split(',').map(value => valueOf(value.trim(), text)),
    };
  }
  throw malformed(text, `'${requirement}' is not a requirement`);
}

const NAME = /^[a-z0-9]([-\w.]{0,61}[a-z0-9])?$/i;
const PREFIX = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;

function keyOf(key: string, text: string): string {
  const [name, prefix, ...more] = key.split('/').reverse();
  if (
    more.length > 0 ||
    !NAME.test(name) ||
    (prefix !== undefined && !PREFIX.test(prefix))
  ) {
    throw malformed(text, `'${key}' is not the key of a label`);
  }
  return key;
}

function valueOf(value: string, text: string): string {
  if (value !== '' && !NAME.test(value)) {
    throw malformed(text, `'${value}' is not the value of a label`);
  }
  return value;
}

function malformed(text: string, reason: string): InputError {
  return new InputError(
    `The label selector '${text}' is malformed: ${reason}. It should look like 'app=checkout,tier!=cache,env in (dev,test),!canary'`,
  );
}
