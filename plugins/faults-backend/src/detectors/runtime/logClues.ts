import { NAME_UNRESOLVED } from '../../kubernetes/errors';

/** What the last words of a process tell of why it ended. */
export interface LogClue {
  fault: string;
  confidence: number;
  /** Says it of a container. */
  message: (container: string) => string;
  /** The line that says so. */
  line: string;
}

interface Pattern extends Omit<LogClue, 'line'> {
  pattern: RegExp;
}

const PATTERNS: readonly Pattern[] = [
  {
    fault: 'volume-permission-denied',
    confidence: 0.93,
    pattern:
      /permission denied|EACCES|operation not permitted|PermissionError|errno:? ?13\b/i,
    message: container =>
      `Container '${container}' ends because it may not read or write files that it needs, and it mounts a volume.`,
  },
  {
    fault: 'file-system-read-only',
    confidence: 0.93,
    pattern: /read-only file ?system|EROFS/i,
    message: container =>
      `Container '${container}' ends because it writes to a file system that is read-only.`,
  },
  {
    fault: 'port-in-use',
    confidence: 0.93,
    pattern: /address already in use|EADDRINUSE|bind: \S{0,100} ?in use/i,
    message: container =>
      `Container '${container}' ends because the port that it wants to listen on is taken.`,
  },
  {
    fault: 'connections-exhausted',
    confidence: 0.93,
    pattern:
      /too many connections|remaining connection slots|too many clients already|max_connections|connection pool (?:is )?exhausted/i,
    message: container =>
      `Container '${container}' ends because the server that it uses takes no more connections.`,
  },
  {
    fault: 'credentials-rejected',
    confidence: 0.93,
    pattern:
      /access denied for user|password authentication failed|WRONGPASS|NOAUTH|authentication failed|invalid credentials|401 unauthorized/i,
    message: container =>
      `Container '${container}' ends because its credentials are rejected.`,
  },
  {
    fault: 'disk-full',
    confidence: 0.93,
    pattern: /no space left on device|ENOSPC|disk quota exceeded/i,
    message: container =>
      `Container '${container}' ends because a disk is full.`,
  },
  // What one cannot reach is more often broken itself than named wrongly: these lead to it, and stay likely at most.
  {
    fault: 'dependency-name-unresolved',
    confidence: 0.65,
    pattern: NAME_UNRESOLVED,
    message: container =>
      `Container '${container}' ends after a host name that it needs did not resolve.`,
  },
  {
    fault: 'dependency-unreachable',
    confidence: 0.6,
    pattern:
      /connection refused|ECONNREFUSED|ETIMEDOUT|no route to host|EHOSTUNREACH|i\/o timeout|connection timed out/i,
    message: container =>
      `Container '${container}' ends after it could not connect to something that it needs.`,
  },
];

/** As much of the end as the last words of a process take. */
const LAST_WORDS = 4_000;
const LONGEST_LINE = 2_000;

/** What the last words of a process tell of why it ended, by kind of clue, the last line of each. */
export function cluesIn(log: string): LogClue[] {
  const lines = log
    .slice(-LAST_WORDS)
    .split('\n')
    .map(line => line.slice(0, LONGEST_LINE))
    .reverse();
  return PATTERNS.flatMap(({ pattern, ...clue }) => {
    const line = lines.find(candidate => pattern.test(candidate));
    return line === undefined ? [] : [{ ...clue, line }];
  });
}
