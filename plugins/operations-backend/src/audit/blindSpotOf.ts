import type { KeeperReading } from './readKeepers';

/** What a verification could not have noticed, in words. Undefined when that is nothing. */
export function blindSpotOf(options: {
  /** The last row. */
  end: number;
  vouchedUpTo: number;
  /** Whether anchors are signed with a key outside of the database. */
  canSign: boolean;
  /** What the keepers of anchors outside of the database answered. */
  readings: readonly KeeperReading[];
}): string | undefined {
  const { canSign, end, readings, vouchedUpTo } = options;
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
  for (const { name, error } of readings.filter(isUnread)) {
    sentences.push(`The anchors in ${name} could not be read: ${error}.`);
  }
  if (readings.every(isUnread)) {
    sentences.push(
      withoutKeeper({ canSign, isNoneSet: readings.length === 0 }),
    );
  }
  for (const { name, unreadable = 0 } of readings) {
    if (unreadable > 0) {
      sentences.push(
        `${unreadable} ${
          unreadable === 1 ? 'entry' : 'entries'
        } of ${name} cannot be read.`,
      );
    }
  }
  return sentences.length > 0 ? sentences.join(' ') : undefined;
}

function isUnread({ error }: KeeperReading): boolean {
  return error !== undefined;
}

function withoutKeeper(options: {
  canSign: boolean;
  isNoneSet: boolean;
}): string {
  const { canSign, isNoneSet } = options;
  const elsewhere =
    "'groundcrew.operations.audit.file' or 's3' beside it keeps them elsewhere";
  if (canSign) {
    return `The last rows could have been removed together with their anchors before this backend started: compare with the last event 'audit-anchor' in the log${
      isNoneSet ? `; ${elsewhere}` : ''
    }.`;
  }
  return `Whoever can write to the database could have replaced all rows and anchors before this backend started${
    isNoneSet
      ? `: 'groundcrew.operations.audit.keys' signs the anchors, and ${elsewhere}`
      : ''
  }.`;
}
