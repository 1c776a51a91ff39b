import type { Risk } from '@groundcrew/plugin-operations-common';

/** In production, and elsewhere. */
const RISKS = {
  'kubernetes.restart': ['medium', 'low'],
  'kubernetes.scale': ['medium', 'low'],
  'kubernetes.scale-limits': ['medium', 'low'],
  'kubernetes.roll-back': ['medium', 'low'],
  'kubernetes.resume': ['medium', 'low'],
  'kubernetes.set-image': ['high', 'medium'],
  'kubernetes.set-resources': ['medium', 'low'],
  'kubernetes.evict-pod': ['medium', 'low'],
  'kubernetes.delete-pod': ['high', 'medium'],
  'kubernetes.quarantine-pod': ['medium', 'low'],
  'kubernetes.expand-claim': ['high', 'medium'],
  'kubernetes.cordon': ['medium', 'low'],
  'kubernetes.uncordon': ['low', 'low'],
  'kubernetes.drain': ['high', 'medium'],
} as const satisfies Record<string, readonly [Risk, Risk]>;

/** The id of a verb that is proposed. */
export type VerbId = keyof typeof RISKS;

/** The verbs that are proposed. */
export const VERBS = Object.keys(RISKS) as VerbId[];

/**
 * How much can go wrong with an operation as it is proposed here, as the verb itself says. What is asked of a person in the end is decided
 * by the verb when it is previewed.
 */
export function riskOf(id: VerbId, environment: string | undefined): Risk {
  const [inProduction, elsewhere] = RISKS[id];
  return environment === 'prod' ? inProduction : elsewhere;
}
