import type { InlineCredentials } from '@groundcrew/plugin-clusters-common';

/** A connection with everything that it needs written out. Holds secrets: never log it, never return it from a route. */
export interface InlineConnection {
  /** An https URL without credentials, query and fragment. */
  server: string;
  /** PEM. Left out, the system's own CAs are trusted. */
  certificateAuthority?: string;
  credentials: InlineCredentials;
}

/** What became of an input: a connection, or why not, in words that never repeat a value that may be secret. */
export type ParsedConnection =
  | { connection: InlineConnection }
  | { refused: string };
