const LONGEST_NAME = 60;

/**
 * What kind of error it is, and in which file it was thrown. Not its message: a detector reads configuration, and what it
 * stumbles over may be a value of that.
 */
export function errorInBrief(error: unknown): string {
  if (!(error instanceof Error)) {
    return 'It threw something that is no error';
  }
  const name = String(error.name).slice(0, LONGEST_NAME);
  const [, place] =
    /[/\\]([\w.-]{1,100}\.[jt]s:\d{1,7}):\d{1,7}\)?$/m.exec(
      String(error.stack).slice(String(error.message).length, 10_000),
    ) ?? [];
  return place ? `${name} at ${place}` : name;
}
