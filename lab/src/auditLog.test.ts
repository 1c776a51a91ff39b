import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { matches, readAuditLog, type ApiRequest } from './auditLog';

function event(options: { id: string; stage?: string; code?: number }): string {
  return `${JSON.stringify({
    kind: 'Event',
    auditID: options.id,
    stage: options.stage ?? 'ResponseComplete',
    verb: 'watch',
    requestURI: '/api/v1/pods?watch=true',
    user: { username: 'groundcrew' },
    objectRef: { resource: 'pods', apiVersion: 'v1' },
    responseStatus: { code: options.code ?? 200 },
    requestReceivedTimestamp: '2026-01-01T00:00:00.000000Z',
  })}\n`;
}

describe('readAuditLog', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lab-test-'));
    path = join(folder, 'audit.log');
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('counts a watch once, though its start and its end are logged', async () => {
    await appendFile(path, event({ id: 'a', stage: 'ResponseStarted' }));
    await appendFile(path, event({ id: 'b' }));
    await appendFile(path, event({ id: 'a' }));

    const { requests } = await readAuditLog(path);

    expect(requests.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(requests[0]).toMatchObject({
      user: 'groundcrew',
      verb: 'watch',
      resource: 'pods',
      status: 200,
    });
  });

  it('leaves a line that is not complete yet for the next time', async () => {
    const second = event({ id: 'b' });
    await appendFile(path, event({ id: 'a' }) + second.slice(0, 40));
    const before = await readAuditLog(path);
    expect(before.requests.map(({ id }) => id)).toEqual(['a']);

    await appendFile(path, second.slice(40));

    const after = await readAuditLog(path, before.end);
    expect(after.requests.map(({ id }) => id)).toEqual(['b']);
  });
});

describe('matches', () => {
  const request = {
    user: 'groundcrew',
    verb: 'list',
    resource: 'pods',
    namespace: 'shop',
    receivedAt: '2026-01-01T00:00:10.000000Z',
  } as ApiRequest;

  it.each([
    [{}, true],
    [{ user: 'groundcrew', verb: 'list', resource: 'pods' }, true],
    [{ user: 'someone' }, false],
    [{ verb: 'watch' }, false],
    [{ namespace: 'shop' }, true],
    [{ namespace: 'other' }, false],
    [{ since: { offset: 0, receivedAt: '2026-01-01T00:00:05.000000Z' } }, true],
    // A watch from before the mark, whose end was logged after it.
    [
      { since: { offset: 0, receivedAt: '2026-01-01T00:00:20.000000Z' } },
      false,
    ],
  ])('%j: %s', (filter, expected) => {
    expect(matches(request, filter)).toBe(expected);
  });
});
