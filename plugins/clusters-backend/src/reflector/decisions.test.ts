import { LineSplitter } from './LineSplitter';
import { nextConnectivity } from './nextConnectivity';
import {
  initialState,
  nextStep,
  type Observation,
  type ReflectorState,
} from './nextStep';
import { parseWatchEvent } from './parseWatchEvent';
import { Slots } from './Slots';

const timing = {
  backoffMs: 1_000,
  maxBackoffMs: 30_000,
  forbiddenMs: 120_000,
  absentMs: 300_000,
};
/** No jitter: the whole of what is waited. */
const LONGEST = 1;

describe('nextStep', () => {
  const fresh = initialState;
  const watching: ReflectorState = {
    ...initialState,
    listed: true,
    resourceVersion: '7',
  };
  const failed = (
    more: Partial<Extract<Observation, { type: 'failed' }>>,
  ): Observation => ({
    type: 'failed',
    during: 'watch',
    failure: 'dropped',
    message: 'words',
    ...more,
  });
  const decide = (state: ReflectorState, seen: Observation) =>
    nextStep(state, seen, timing, LONGEST);

  it.each<[string, ReflectorState, Observation, object, object | undefined]>([
    [
      'listed',
      fresh,
      { type: 'listed', resourceVersion: '7' },
      { action: 'watch', afterMs: 0, resourceVersion: '7' },
      { state: 'synced' },
    ],
    [
      'the watch lasted its time',
      { ...watching, failures: 3 },
      { type: 'watched', resourceVersion: '9' },
      { action: 'watch', afterMs: 0, resourceVersion: '9' },
      undefined,
    ],
    [
      'dropped once',
      watching,
      failed({ resourceVersion: '8' }),
      { action: 'watch', afterMs: 100, resourceVersion: '8' },
      undefined,
    ],
    [
      'dropped again',
      { ...watching, failures: 1 },
      failed({ resourceVersion: '8' }),
      { action: 'watch', afterMs: 1_000, resourceVersion: '8' },
      { state: 'stale', message: 'words' },
    ],
    [
      'dropped after it had been fine for a while',
      { ...watching, failures: 9 },
      failed({ resourceVersion: '8', progressed: true }),
      { action: 'watch', afterMs: 100, resourceVersion: '8' },
      undefined,
    ],
    [
      'dropped ever and ever',
      { ...watching, failures: 50 },
      failed({ failure: 'unreachable' }),
      { action: 'watch', afterMs: 30_000, resourceVersion: '7' },
      { state: 'stale', message: 'words' },
    ],
    [
      'half-open',
      watching,
      failed({ failure: 'idle', resourceVersion: '8' }),
      { action: 'watch', afterMs: 100, resourceVersion: '8' },
      undefined,
    ],
    [
      'gone after a while',
      watching,
      failed({ failure: 'gone', progressed: true }),
      { action: 'list', afterMs: 100, pageSize: 500, reason: 'expired' },
      undefined,
    ],
    [
      'gone at once, again and again',
      { ...watching, failures: 3 },
      failed({ failure: 'gone' }),
      { action: 'list', afterMs: 4_000, pageSize: 500, reason: 'expired' },
      { state: 'stale', message: 'words' },
    ],
    [
      'a page that expired while it was listed',
      fresh,
      failed({ during: 'list', failure: 'gone' }),
      { action: 'list', afterMs: 100, pageSize: 500, reason: 'expired' },
      { state: 'pending', message: 'words' },
    ],
    [
      'a line that cannot be read, though it progressed',
      { ...watching, failures: 1 },
      failed({ failure: 'malformed', progressed: true }),
      { action: 'list', afterMs: 1_000, pageSize: 500, reason: 'malformed' },
      { state: 'stale', message: 'words' },
    ],
    [
      'a page that is too large',
      fresh,
      failed({ during: 'list', failure: 'too-large' }),
      { action: 'list', afterMs: 100, pageSize: 125, reason: 'retry' },
      { state: 'pending', message: 'words' },
    ],
    [
      'forbidden',
      fresh,
      failed({ during: 'list', failure: 'forbidden' }),
      { action: 'list', afterMs: 120_000, pageSize: 500, reason: 'retry' },
      { state: 'forbidden', message: 'words' },
    ],
    [
      'throttled',
      watching,
      failed({ failure: 'throttled', retryAfterMs: 5_000 }),
      { action: 'watch', afterMs: 5_000, resourceVersion: '7' },
      undefined,
    ],
    [
      'a server error while listing',
      fresh,
      failed({ during: 'list', failure: 'server' }),
      { action: 'list', afterMs: 100, pageSize: 500, reason: 'retry' },
      { state: 'pending', message: 'words' },
    ],
    [
      'not served',
      fresh,
      { type: 'not-served' },
      { action: 'await-served', afterMs: 300_000 },
      { state: 'absent' },
    ],
    [
      'not found',
      watching,
      failed({ failure: 'not-found' }),
      { action: 'await-served', afterMs: 300_000 },
      { state: 'absent' },
    ],
    [
      'due',
      fresh,
      { type: 'due' },
      { action: 'list', afterMs: 0, pageSize: 500, reason: 'retry' },
      undefined,
    ],
  ])('%s', (_what, state, seen, step, report) => {
    const decision = decide(state, seen);
    expect(decision.step).toEqual(step);
    expect(decision.report).toEqual(report);
  });

  it('forgets what it holds of a kind that is gone, or forbidden for good', () => {
    expect(decide(watching, failed({ failure: 'not-found' })).clear).toBe(true);
    expect(decide(fresh, { type: 'not-served' }).clear).toBe(false);
    const once = decide(watching, failed({ failure: 'forbidden' }));
    expect(once.clear).toBe(false);
    expect(decide(once.state, failed({ failure: 'forbidden' })).clear).toBe(
      true,
    );
    expect(decide(watching, failed({})).clear).toBeUndefined();
  });

  it('does not go on from where it cannot: after a list is due there is nothing to resume', () => {
    for (const failure of ['gone', 'malformed', 'forbidden'] as const) {
      const { state } = decide(watching, failed({ failure }));
      expect(state.resourceVersion).toBeUndefined();
    }
  });

  it('does not take a list that succeeds as the end of the trouble', () => {
    let state: ReflectorState = watching;
    const waits: number[] = [];
    for (let round = 0; round < 8; round++) {
      const decision = decide(state, failed({ failure: 'malformed' }));
      waits.push(decision.step.afterMs);
      state = decide(decision.state, {
        type: 'listed',
        resourceVersion: '9',
      }).state;
    }
    expect(waits).toEqual([
      100, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
    ]);
  });

  it('always does something, waits no longer than it should, and never shorter than asked for', () => {
    const failures = [
      'unreachable',
      'timeout',
      'idle',
      'dropped',
      'gone',
      'malformed',
      'server',
      'throttled',
      'unauthorized',
      'too-large',
      'refused',
    ] as const;
    let seed = 1;
    const random = () => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    let state = initialState;
    for (let index = 0; index < 5_000; index++) {
      const retryAfterMs = random() < 0.1 ? 40_000 : undefined;
      const seen: Observation =
        random() < 0.3
          ? { type: 'listed', resourceVersion: String(index) }
          : failed({
              during: state.resourceVersion ? 'watch' : 'list',
              failure: failures[Math.floor(random() * failures.length)],
              progressed: random() < 0.5,
              retryAfterMs,
            });
      const decision = nextStep(state, seen, timing, random());
      const { step } = decision;
      const wait = seen.type === 'failed' ? retryAfterMs : undefined;
      expect(step.afterMs).toBeLessThanOrEqual(wait ?? 30_000);
      expect(step.afterMs).toBeGreaterThanOrEqual(wait ?? 0);
      expect(step).toEqual(
        expect.objectContaining(
          step.action === 'watch'
            ? { resourceVersion: decision.state.resourceVersion }
            : { action: 'list', pageSize: decision.state.pageSize },
        ),
      );
      expect(decision.state.pageSize).toBeGreaterThan(0);
      state = decision.state;
    }
  });
});

describe('nextConnectivity', () => {
  const live = { state: 'live', failures: 0 } as const;
  it.each([
    ['an answer', undefined, { state: 'live', failures: 0 }],
    [
      'refused',
      { failure: 'unreachable' },
      { state: 'unreachable', message: 'm', failures: 1 },
    ],
    [
      'a bad certificate',
      { failure: 'certificate' },
      { state: 'unreachable', message: 'm', failures: 1 },
    ],
    ['one miss', { failure: 'timeout' }, { state: 'live', failures: 1 }],
    [
      '401',
      { failure: 'unauthorized' },
      { state: 'unauthorized', message: 'm', failures: 1 },
    ],
    ['403', { failure: 'forbidden' }, { state: 'live', failures: 0 }],
    ['404', { failure: 'not-found' }, { state: 'live', failures: 0 }],
    ['429', { failure: 'throttled' }, { state: 'live', failures: 0 }],
    ['500', { failure: 'server', status: 500 }, { state: 'live', failures: 0 }],
    [
      '503',
      { failure: 'server', status: 503 },
      { state: 'unreachable', message: 'm', failures: 1 },
    ],
  ] as const)('%s', (_what, probe, expected) => {
    expect(nextConnectivity(live, probe && { message: 'm', ...probe })).toEqual(
      expected,
    );
  });

  it('believes the second miss, and the first of a cluster that never answered', () => {
    const timeout = { failure: 'timeout', message: 'm' } as const;
    const once = nextConnectivity(live, timeout);
    expect(nextConnectivity(once, timeout).state).toBe('unreachable');
    expect(
      nextConnectivity({ state: 'connecting', failures: 0 }, timeout).state,
    ).toBe('unreachable');
  });
});

describe('LineSplitter', () => {
  const split = (chunks: string[], maxBytes = 100) => {
    const splitter = LineSplitter.create({ maxBytes });
    const lines: string[] = [];
    for (const chunk of chunks) {
      for (const line of splitter.push(Buffer.from(chunk))) {
        lines.push(line.toString());
      }
    }
    return lines;
  };

  it.each([
    ['whole lines', ['a\nb\n'], ['a', 'b']],
    ['a line in pieces', ['a', 'b', 'c\nd'], ['abc']],
    ['empty lines', ['\n\na\n\n'], ['a']],
    ['a newline of its own', ['a', '\n', 'b\n'], ['a', 'b']],
    ['a line that ends where the chunk does', ['ab\n', 'c\n'], ['ab', 'c']],
  ])('%s', (_what, chunks, lines) => {
    expect(split(chunks)).toEqual(lines);
  });

  it('keeps characters whole that are cut in two', () => {
    const bytes = Buffer.from('"ä€🦊"\n');
    const splitter = LineSplitter.create({ maxBytes: 100 });
    const lines = [...bytes].flatMap(byte => [
      ...splitter.push(Buffer.from([byte])),
    ]);
    expect(lines.map(String)).toEqual(['"ä€🦊"']);
  });

  it('puts lines of any length together, in the same memory where it can', () => {
    const lengths = [10, 20_000, 700_000, 30];
    const splitter = LineSplitter.create({ maxBytes: 1_000_000 });
    const places = lengths.map(length => {
      const text = 'x'.repeat(length);
      expect([...splitter.push(Buffer.from(text))]).toEqual([]);
      const [line] = splitter.push(Buffer.from('y\n'));
      expect(line.toString()).toBe(`${text}y`);
      return (line as Buffer).buffer;
    });
    expect([...splitter.push(Buffer.from('ab'))]).toEqual([]);
    const [short] = splitter.push(Buffer.from('\n'));
    expect((short as Buffer).buffer).toBe(places.at(-1));
  });

  it('tells of a line that is too long, and goes on with the next', () => {
    expect(split(['abcd', 'ef\nok\n'], 5)).toEqual(['too-long', 'ok']);
    expect(split(['abcdef\nok\n'], 5)).toEqual(['too-long', 'ok']);
    expect(split(['abcdef', '\nab\ncdefgh\n'], 5)).toEqual([
      'too-long',
      'ab',
      'too-long',
    ]);
  });
});

describe('parseWatchEvent', () => {
  it.each([
    [
      '{"type":"ADDED","object":{"metadata":{"name":"a","resourceVersion":"1"}}}',
      { type: 'ADDED', resourceVersion: '1' },
    ],
    [
      '{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"9"}}}',
      { type: 'BOOKMARK', resourceVersion: '9' },
    ],
    [
      '{"type":"ERROR","object":{"kind":"Status","code":410,"message":"too old"}}',
      { type: 'ERROR', failure: 'gone', message: 'too old' },
    ],
    [
      '{"type":"ERROR","object":{"kind":"Status"}}',
      { type: 'ERROR', failure: 'server' },
    ],
    [
      '{"type":"ADDED","object":{"metadata":{"name":"a"}}}',
      { type: 'MALFORMED' },
    ],
    [
      '{"type":"ADDED","object":{"metadata":{"resourceVersion":"1"}}}',
      { type: 'MALFORMED' },
    ],
    ['{"type":"ADDED","object":null}', { type: 'MALFORMED' }],
    ['{"type":"ADDED","object":"text"}', { type: 'MALFORMED' }],
    ['[]', { type: 'MALFORMED' }],
    ['null', { type: 'MALFORMED' }],
    ['{"type":', { type: 'MALFORMED' }],
    ['\u0000\u0001', { type: 'MALFORMED' }],
  ])('%s', (line, expected) => {
    expect(parseWatchEvent(Buffer.from(line))).toMatchObject(expected);
  });
});

describe('Slots', () => {
  it('lets only so many in at a time, in order', async () => {
    const slots = Slots.create(2);
    const first = await slots.take(10_000);
    const second = await slots.take(10_000);
    const order: string[] = [];
    const third = slots.take(10_000).then(release => {
      order.push('third');
      return release;
    });
    const fourth = slots.take(10_000).then(release => {
      order.push('fourth');
      return release;
    });
    await Promise.resolve();
    expect(order).toEqual([]);
    first();
    first();
    (await third)();
    (await fourth)();
    second();
    expect(order).toEqual(['third', 'fourth']);
    (await slots.take(10_000))();
  });

  it('lets nobody wait for ever behind one who hangs', async () => {
    const slots = Slots.create(1);
    const hanging = await slots.take(10_000);
    const release = await slots.take(1);
    // He who did not wait his turn out gives nothing back.
    release();
    let isNextIn = false;
    const next = slots.take(10_000).then(releaseNext => {
      isNextIn = true;
      return releaseNext;
    });
    await Promise.resolve();
    expect(isNextIn).toBe(false);
    hanging();
    (await next)();
    expect(isNextIn).toBe(true);
  });
});
