import type { LabelSelector } from '../LabelSelector';

/**
 * Whether labels meet all requirements of a selector.
 *
 * @public
 */
export function matchesLabels(
  selector: LabelSelector,
  labels: Readonly<Record<string, string>> | undefined,
): boolean {
  return selector.every(requirement => {
    const value =
      labels && Object.hasOwn(labels, requirement.key)
        ? labels[requirement.key]
        : undefined;
    switch (requirement.operator) {
      case 'in':
        return value !== undefined && requirement.values.includes(value);
      case 'notIn':
        // As in Kubernetes: an object without the label is not in the set either.
        return value === undefined || !requirement.values.includes(value);
      case 'exists':
        return value !== undefined;
      default:
        return value === undefined;
    }
  });
}
