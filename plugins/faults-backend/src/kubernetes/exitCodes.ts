/** SIGKILL and SIGTERM: something else ended the process. */
const ENDED_BY_OTHERS = new Set([137, 143]);

/** Whether a process that ended with this code was ended by something else. */
export function wasKilled(exitCode: number | undefined): boolean {
  return exitCode !== undefined && ENDED_BY_OTHERS.has(exitCode);
}

/** What an exit code means by convention of shells; empty where it means only that something failed. */
export function meaningOf(exitCode: number): string {
  switch (exitCode) {
    case 126:
      return 'the command cannot be executed';
    case 127:
      return 'the command was not found';
    case 132:
      return 'illegal instruction: the image may be for another processor';
    case 134:
      return 'the process aborted';
    case 137:
      return 'killed';
    case 139:
      return 'segmentation fault';
    case 143:
      return 'asked to terminate';
    default:
      return '';
  }
}
