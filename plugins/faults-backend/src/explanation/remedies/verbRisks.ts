import type { Risk } from '@groundcrew/plugin-operations-common';

/** The verbs that are proposed. */
export type VerbId =
  | 'kubernetes.restart'
  | 'kubernetes.scale'
  | 'kubernetes.scale-limits'
  | 'kubernetes.roll-back'
  | 'kubernetes.resume'
  | 'kubernetes.set-image'
  | 'kubernetes.evict-pod'
  | 'kubernetes.delete-pod'
  | 'kubernetes.cordon'
  | 'kubernetes.uncordon'
  | 'kubernetes.drain';

/** In production, and elsewhere. */
const RISKS: Readonly<Record<VerbId, readonly [Risk, Risk]>> = {
  'kubernetes.restart': ['medium', 'low'],
  'kubernetes.scale': ['medium', 'low'],
  'kubernetes.scale-limits': ['medium', 'low'],
  'kubernetes.roll-back': ['medium', 'low'],
  'kubernetes.resume': ['medium', 'low'],
  'kubernetes.set-image': ['high', 'medium'],
  'kubernetes.evict-pod': ['medium', 'low'],
  'kubernetes.delete-pod': ['high', 'medium'],
  'kubernetes.cordon': ['medium', 'low'],
  'kubernetes.uncordon': ['low', 'low'],
  'kubernetes.drain': ['high', 'medium'],
};

/**
 * How much can go wrong with an operation as it is proposed here, as the verb itself says. What is asked of a person in the end is decided
 * by the verb when it is previewed.
 */
export function riskOf(id: VerbId, environment: string | undefined): Risk {
  const [inProduction, elsewhere] = RISKS[id];
  return environment === 'prod' ? inProduction : elsewhere;
}
