/**
 * One requirement of a label selector.
 *
 * @public
 */
export type LabelRequirement =
  | { key: string; operator: 'in' | 'notIn'; values: readonly string[] }
  | { key: string; operator: 'exists' | 'doesNotExist' };

/**
 * A label selector: all requirements must hold. No requirement matches everything.
 *
 * @public
 */
export type LabelSelector = readonly LabelRequirement[];
