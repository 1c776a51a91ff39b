import type { Finding } from '@groundcrew/plugin-faults-common';

/** Why a finding is no cause of its own. */
export interface Explanation {
  /** The finding that explains it better. */
  by: Finding;
  /**
   * `is-why`: of the same object, that one says more. `holds-up`: that one says so itself. `is-needed`: this object needs that
   * one to answer requests.
   */
  relation: 'is-why' | 'holds-up' | 'is-needed';
  /** In one sentence, for people. */
  message: string;
}

/** A finding that something else explains. */
export interface Symptom extends Explanation {
  finding: Finding;
}

/** A finding, judged beside all the others. */
export interface Cause {
  finding: Finding;
  /** The confidence of the finding, less where another one explains it; from 0 to 1. */
  score: number;
  /**
   * `cause`: likely, and nothing explains it. `symptom`: something else explains it. `latent`: worth to mend, and not what anything
   * suffers from now. Without a single `cause` nobody knows what is wrong.
   */
  verdict: 'cause' | 'symptom' | 'latent';
  /** What it explains, directly or through others: not to be looked at as causes. */
  symptoms: Symptom[];
  /** What explains it better. */
  explainedBy: Explanation[];
}
