/** One file of a place where runbooks are. */
export interface RunbookFile {
  /** The name of the file, below its place: `image-pull.md`. */
  path: string;
  text: string;
}

/** A place where runbooks are. */
export interface RunbookSource {
  /** As it is told to people: a path or an address. */
  name: string;
  isShipped: boolean;
  /** The entity whose TechDocs shows them. */
  entityRef?: string;
  /** Where they are in its documentation; empty for its top. */
  docsPath: string;
  /**
   * Reads all files.
   *
   * @returns undefined when nothing has changed since it was read last
   *
   * @throws when it cannot be read
   */
  read(): Promise<RunbookFile[] | undefined>;
}
