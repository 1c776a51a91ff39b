import type { Observation } from '../Observation';

/** An observation of one kind, or of one of several. */
export type Seen<T extends Observation['type']> = Extract<
  Observation,
  { type: T }
>;
