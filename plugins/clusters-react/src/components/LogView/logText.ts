/** Escape sequences of terminals: colours and cursor movements, and titles. */
const ESCAPE_SEQUENCES =
  // eslint-disable-next-line no-control-regex
  /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g;

// eslint-disable-next-line no-control-regex
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** What stands for a byte that cannot be shown. */
const UNSHOWABLE = '\u00b7';

/** Makes a line of a log fit to be shown: without colours, without what a progress bar overwrote, with no control characters. */
export function cleanLogText(line: string): string {
  const withoutReturn = line.replace(/\r+$/, '');
  return withoutReturn
    .slice(withoutReturn.lastIndexOf('\r') + 1)
    .replace(ESCAPE_SEQUENCES, '')
    .replace(CONTROL_CHARACTERS, UNSHOWABLE);
}
