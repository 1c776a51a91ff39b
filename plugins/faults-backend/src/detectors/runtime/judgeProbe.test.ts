import { judgeProbe, type FailingProbe } from './judgeProbe';

const REFUSED = 'dial tcp 10.1.0.1:9556: connect: connection refused';
const MALFORMED =
  'net/http: HTTP/1.x transport connection broken: malformed HTTP status code';

const liveness: FailingProbe = {
  kind: 'liveness',
  handler: { protocol: 'httpGet', port: 8080, path: '/' },
  port: 8080,
  declared: new Set([8080]),
  served: new Set(),
  said: 'Liveness probe failed',
  isUnheard: false,
  isSteady: false,
  patienceSeconds: 30,
  timeoutSeconds: 2,
  graceSeconds: 30,
  hasStartupProbe: false,
};
const other = {
  handler: { protocol: 'httpGet' as const, port: 9556 },
  port: 9556,
};

describe('judgeProbe', () => {
  it.each<[string, Partial<FailingProbe>, string, number]>([
    ['another port than declared', { ...other, said: REFUSED }, 'port', 0.96],
    [
      'a name that no port has',
      { handler: { protocol: 'grpc', port: 'grpc' }, port: undefined },
      'port',
      0.96,
    ],
    [
      'another port than the one that serves',
      { ...other, declared: new Set(), served: new Set([8080]), said: REFUSED },
      'port',
      0.96,
    ],
    [
      'another port, and nobody heard it fail',
      { ...other, said: '', isUnheard: true },
      'port',
      0.81,
    ],
    [
      'a port that answers although undeclared',
      { ...other, said: MALFORMED },
      'port',
      0.8,
    ],
    ['another protocol', { said: MALFORMED }, 'protocol', 0.95],
    [
      'another protocol than the probe that passes',
      { passing: 'grpc' },
      'protocol',
      0.85,
    ],
    [
      'a connection that is cut',
      { said: 'read: connection reset by peer', isSteady: true },
      'protocol',
      0.6,
    ],
    [
      'a path that is not there',
      { said: 'HTTP probe failed with statuscode: 404' },
      'path',
      0.85,
    ],
    [
      'too little time',
      { patienceSeconds: 2, livedSeconds: 2, said: REFUSED },
      'timing',
      0.93,
    ],
    [
      'too little time, unheard',
      { patienceSeconds: 2, said: '', isUnheard: true },
      'timing',
      0.78,
    ],
    [
      'answers within a second only',
      { timeoutSeconds: 1, said: 'context deadline exceeded' },
      'timing',
      0.6,
    ],
  ])('finds %s', (_, probe, wrong, confidence) => {
    const judged = judgeProbe({ ...liveness, ...probe });
    expect(judged.wrong).toBe(wrong);
    expect(judged.confidence).toBeCloseTo(confidence);
  });

  it.each<[string, Partial<FailingProbe>]>([
    ['a liveness probe with the usual patience', { said: REFUSED }],
    [
      'a process that lived long',
      { patienceSeconds: 2, livedSeconds: 900, said: REFUSED },
    ],
    [
      'a start that another probe waits for',
      { patienceSeconds: 2, hasStartupProbe: true, said: REFUSED },
    ],
    [
      'a process that is not ready yet',
      { kind: 'readiness', patienceSeconds: 2, said: REFUSED },
    ],
    ['a cut connection while it restarts', { said: 'EOF' }],
    [
      'an undeclared port that gives an error',
      {
        ...other,
        declared: new Set(),
        served: new Set([8080]),
        said: 'statuscode: 500',
      },
    ],
    [
      'a command',
      { handler: { protocol: 'exec' }, port: undefined, said: 'exit 1' },
    ],
  ])('does not blame the settings for %s', (_, probe) => {
    const judged = judgeProbe({ ...liveness, ...probe });
    expect(judged).toEqual({ wrong: 'failing', confidence: 0.5 });
  });
});
