/** What a verification could not have noticed, in words. Undefined when that is nothing. */
export function blindSpotOf(options: {
  /** The last row. */
  end: number;
  vouchedUpTo: number;
  /** Whether anchors are kept in a file outside of the database. */
  hasFile: boolean;
  /** Whether anchors are signed with a key outside of the database. */
  canSign: boolean;
  /** Lines of the file that are not anchors. */
  unreadable: number;
}): string | undefined {
  const { canSign, end, hasFile, unreadable, vouchedUpTo } = options;
  const sentences: string[] = [];
  if (end > vouchedUpTo) {
    const rows =
      end === vouchedUpTo + 1
        ? `Row ${end} is`
        : `Rows ${vouchedUpTo + 1} to ${end} are`;
    sentences.push(
      `${rows} later than the last anchor outside of the database: they could have been changed or removed together.`,
    );
  }
  if (!hasFile && !canSign) {
    sentences.push(
      "Whoever can write to the database could have replaced all rows and anchors before this backend started: 'groundcrew.operations.audit.keys' signs the anchors, and 'groundcrew.operations.audit.file' keeps them elsewhere.",
    );
  } else if (!hasFile) {
    sentences.push(
      "The last rows could have been removed together with their anchors before this backend started: compare with the last event 'audit-anchor' in the log, or keep anchors elsewhere with 'groundcrew.operations.audit.file'.",
    );
  }
  if (unreadable > 0) {
    sentences.push(
      `${unreadable} ${
        unreadable === 1 ? 'line' : 'lines'
      } of the file of anchors cannot be read.`,
    );
  }
  return sentences.length > 0 ? sentences.join(' ') : undefined;
}
