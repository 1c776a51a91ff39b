import { ApiError } from './ApiError';
import { LabelSelector } from './objects';

type Labels = Record<string, string> | undefined;

export interface Requirement {
  key: string;
  operator: 'in' | 'notin' | 'exists' | 'absent';
  values: string[];
}

const KEY =
  /^([A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?\/)?[A-Za-z0-9]([-\w.]*[A-Za-z0-9])?$/;
const VALUE = /^([A-Za-z0-9]([-\w.]*[A-Za-z0-9])?)?$/;
const SET = /^(\S+)\s+(in|notin)\s*\(([^()]*)\)$/;
const EQUALITY = /^([^=!\s]+)\s*(==|=|!=)\s*(\S*)$/;

const OPERATORS = {
  In: 'in',
  NotIn: 'notin',
  Exists: 'exists',
  DoesNotExist: 'absent',
} as const;

/** Parses `a=b,c!=d,e in (f,g),h,!i`. Throws a 400 for anything else. */
export function parseLabelSelector(text: string): Requirement[] {
  return splitOutsideParentheses(text).map(part => {
    const requirement = parseRequirement(part);
    const isValid =
      requirement &&
      KEY.test(requirement.key) &&
      requirement.values.every(value => VALUE.test(value));
    if (!isValid) {
      throw ApiError.badRequest(
        `unable to parse requirement: ${problemOf(part)}`,
      );
    }
    return requirement;
  });
}

export function matchesRequirements(
  labels: Labels,
  requirements: readonly Requirement[],
): boolean {
  return requirements.every(({ key, operator, values }) => {
    const value = labels?.[key];
    switch (operator) {
      case 'in':
        return value !== undefined && values.includes(value);
      case 'notin':
        return value === undefined || !values.includes(value);
      case 'exists':
        return value !== undefined;
      default:
        return value === undefined;
    }
  });
}

/** Whether the selector of a workload matches. An absent selector matches nothing, an empty one everything. */
export function selects(
  selector: LabelSelector | undefined,
  labels: Labels,
): boolean {
  if (!selector) return false;
  return matchesRequirements(labels, [
    ...Object.entries(selector.matchLabels ?? {}).map(
      ([key, value]): Requirement => ({ key, operator: 'in', values: [value] }),
    ),
    ...(selector.matchExpressions ?? []).map(
      ({ key, operator, values = [] }): Requirement => ({
        key,
        operator: OPERATORS[operator],
        values,
      }),
    ),
  ]);
}

/** The selector in the form that `status.selector` of a Scale has. */
export function formatSelector(selector: LabelSelector | undefined): string {
  return [
    ...Object.entries(selector?.matchLabels ?? {}).map(
      ([key, value]) => `${key}=${value}`,
    ),
    ...(selector?.matchExpressions ?? []).map(({ key, operator, values }) => {
      if (operator === 'Exists') return key;
      if (operator === 'DoesNotExist') return `!${key}`;
      return `${key} ${OPERATORS[operator]} (${(values ?? []).join(',')})`;
    }),
  ].join(',');
}

function parseRequirement(part: string): Requirement | undefined {
  const set = SET.exec(part);
  if (set) {
    return {
      key: set[1],
      operator: set[2] as 'in' | 'notin',
      values: set[3].split(',').map(value => value.trim()),
    };
  }
  const equality = EQUALITY.exec(part);
  if (equality) {
    return {
      key: equality[1],
      operator: equality[2] === '!=' ? 'notin' : 'in',
      values: [equality[3]],
    };
  }
  return part.startsWith('!')
    ? { key: part.slice(1).trim(), operator: 'absent', values: [] }
    : { key: part, operator: 'exists', values: [] };
}

/** What is wrong with a requirement, as an API server words the two usual mistakes. */
function problemOf(part: string): string {
  const [key, operator, operand] = part.split(/\s+/);
  if (operator && !['in', 'notin'].includes(operator)) {
    return `found '${operator}', expected: in, notin, =, ==, !=, gt, lt`;
  }
  if (operator && operand && !operand.startsWith('(')) {
    return `found '${operand}' expected: '('`;
  }
  return `invalid label selector ${JSON.stringify(key)}`;
}

function splitOutsideParentheses(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const character of text) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === ',' && depth === 0) {
      parts.push(part.trim());
      part = '';
    } else {
      part += character;
    }
  }
  if (text.trim() !== '') parts.push(part.trim());
  return parts;
}
