/** Whether somebody may, and why not otherwise. */
export type AccessDecision =
  | { allowed: true }
  | { allowed: false; reason: string };
