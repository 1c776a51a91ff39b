import type { AuditAnchor } from './AuditAnchor';

/** What a keeper has. */
export interface KeptAnchors {
  anchors: AuditAnchor[];
  /** How many things are where anchors should be, and are not one. */
  unreadable: number;
}

/** A place outside of the database that keeps anchors. Nothing is ever changed in it. */
export interface AnchorKeeper {
  /** For people, such as `the file /var/lib/anchors`. */
  readonly name: string;

  /**
   * Whether anchors can be kept, asked once at the start. Rejects with what is to be done about it. For places that may
   * be unreachable for a while: others say so when they are made.
   */
  check?(): Promise<void>;

  /**
   * Keeps an anchor: it is there for good when this resolves. One of the same row with the same hash is kept once, however
   * often and by how many processes it is appended. Rejects with a `ConflictError` when another hash is kept of the row;
   * that one stays as well.
   */
  append(anchor: AuditAnchor): Promise<void>;

  /** The last anchor, and at the least those of the row `from` and of later ones. */
  read(options: { from: number }): Promise<KeptAnchors>;
}
