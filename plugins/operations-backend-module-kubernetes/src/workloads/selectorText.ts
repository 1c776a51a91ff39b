import type { LabelSelector } from 'kubernetes-types/meta/v1';

/** A label selector of an object in the syntax of the API: `app=checkout,tier in (a,b)`. */
export function selectorText({
  matchLabels,
  matchExpressions,
}: LabelSelector): string {
  return [
    ...Object.entries(matchLabels ?? {}).map(
      ([key, value]) => `${key}=${value}`,
    ),
    ...(matchExpressions ?? []).map(({ key, operator, values = [] }) => {
      switch (operator) {
        case 'Exists':
          return key;
        case 'DoesNotExist':
          return `!${key}`;
        default:
          return `${key} ${operator.toLowerCase()} (${values.join(',')})`;
      }
    }),
  ].join(',');
}
