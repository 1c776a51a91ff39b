/**
 * A lease that somebody holds.
 *
 * @public
 */
export interface HeldLease {
  name: string;
  /** Grows with every new holder. What is written with a smaller number than was seen before comes from an old holder. */
  fencing: number;
}

/**
 * Who may work on something at the moment: at most one holder at a time, of all replicas.
 *
 * @public
 */
export interface Leases {
  /**
   * Takes a lease, for so many milliseconds; or goes on holding it.
   *
   * @returns undefined while somebody else holds it
   */
  acquire(name: string, forMs: number): Promise<HeldLease | undefined>;

  /**
   * Holds a lease for so many milliseconds from now on.
   *
   * @returns false when it was lost: whatever is done in its name has to stop
   */
  renew(lease: HeldLease, forMs: number): Promise<boolean>;

  /** Gives a lease back before its time. Nothing happens when it was lost. */
  release(lease: HeldLease): Promise<void>;
}
