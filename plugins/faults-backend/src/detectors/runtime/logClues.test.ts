import { cluesIn } from './logClues';

describe('cluesIn', () => {
  it.each([
    [
      'volume-permission-denied',
      "can't open the RDB file dump.rdb for reading: Permission denied",
    ],
    [
      'volume-permission-denied',
      "Error: EACCES: permission denied, mkdir '/data'",
    ],
    ['file-system-read-only', 'OSError: [Errno 30] Read-only file system'],
    ['port-in-use', 'listen tcp :8080: bind: address already in use'],
    ['connections-exhausted', 'FATAL: sorry, too many clients already'],
    [
      'credentials-rejected',
      'FATAL: password authentication failed for user "shop"',
    ],
    ['disk-full', 'write /tmp/x: no space left on device'],
    ['dependency-name-unresolved', 'Error: getaddrinfo ENOTFOUND redis'],
    [
      'dependency-unreachable',
      'dial tcp 10.0.0.9:5432: connect: connection refused',
    ],
  ])('finds %s', (fault, line) => {
    const [clue, ...more] = cluesIn(`starting\n${line}\nbye`);
    expect(more).toEqual([]);
    expect(clue).toMatchObject({ fault, line });
  });

  it('reads the last words only', () => {
    expect(cluesIn(`EACCES\n${'all is well\n'.repeat(1_000)}`)).toEqual([]);
  });

  it('finds nothing in what says nothing, and copes with a line without end', () => {
    expect(cluesIn('')).toEqual([]);
    expect(cluesIn('Segmentation fault')).toEqual([]);
    expect(cluesIn('lookup '.repeat(100_000))).toEqual([]);
  });
});
