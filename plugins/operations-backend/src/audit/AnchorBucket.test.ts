import { mockServices } from '@backstage/backend-test-utils';
import { AnchorBucket } from './AnchorBucket';
import { LoopbackBucket } from './__testUtils__/LoopbackBucket';

const hashOf = (digit: string) => digit.repeat(64);
const anchorOf = (sequence: number, hash = hashOf('a')) => ({
  sequence,
  hash,
  at: '2027-01-15T08:00:00.000Z',
  keyId: 'a',
  hmac: 'signature',
});
const keyOf = (sequence: number, digit = 'a') =>
  `groundcrew-audit/${String(sequence).padStart(16, '0')}-${hashOf(
    digit,
  )}.json`;

describe('AnchorBucket', () => {
  let store: LoopbackBucket;

  beforeEach(async () => {
    store = await LoopbackBucket.start();
  });

  afterEach(async () => {
    await store.stop();
  });

  const open = async (s3?: object) =>
    AnchorBucket.fromConfig(
      mockServices.rootConfig({ data: store.config(s3) }),
    );

  const sequencesIn = async (bucket: AnchorBucket, from: number) =>
    (await bucket.read({ from })).anchors.map(({ sequence }) => sequence);

  it('keeps each anchor as an object, with its signature', async () => {
    const bucket = await open();
    await bucket.check();
    expect(await bucket.read({ from: 1 })).toEqual({
      anchors: [],
      unreadable: 0,
    });
    await bucket.append(anchorOf(7));
    expect([...store.objects]).toEqual([
      [keyOf(7), JSON.stringify(anchorOf(7))],
    ]);
    expect(await (await open()).read({ from: 1 })).toEqual({
      anchors: [
        { sequence: 7, hash: hashOf('a'), at: '2027-01-15T08:00:00.000Z' },
      ],
      unreadable: 0,
    });
  });

  it('never overwrites one that another process kept', async () => {
    const bucket = await open();
    await bucket.append(anchorOf(7));
    await bucket.append({ ...anchorOf(7), at: 'later' });
    expect(store.objects.get(keyOf(7))).toBe(JSON.stringify(anchorOf(7)));
  });

  it('says that another hash is kept of the row, and keeps both', async () => {
    const bucket = await open();
    await bucket.append(anchorOf(7));
    await bucket.append(anchorOf(70, hashOf('c')));
    await expect(bucket.append(anchorOf(7, hashOf('b')))).rejects.toMatchObject(
      {
        name: 'ConflictError',
        message: 'the bucket anchors has another anchor of row 7',
      },
    );
    expect((await bucket.read({ from: 7 })).anchors).toMatchObject([
      { sequence: 7, hash: hashOf('a') },
      { sequence: 7, hash: hashOf('b') },
      { sequence: 70 },
    ]);
  });

  it('reads as many pages as there are, without a download', async () => {
    const bucket = await open();
    for (const sequence of [1, 9, 10, 99, 100]) {
      await bucket.append(anchorOf(sequence));
    }
    store.pageSize = 2;
    store.requests.length = 0;
    expect(await sequencesIn(bucket, 1)).toEqual([1, 9, 10, 99, 100]);
    expect(store.requests).toEqual(Array(3).fill('LIST groundcrew-audit/'));
    expect(await sequencesIn(bucket, 10)).toEqual([10, 99, 100]);
    expect(await sequencesIn(bucket, 11)).toEqual([99, 100]);
  });

  it('reads what it has when the database pretends to begin later', async () => {
    const bucket = await open();
    await bucket.append(anchorOf(3));
    expect(await sequencesIn(bucket, 1_000_000)).toEqual([3]);
  });

  it('counts what is no anchor, and leaves other prefixes alone', async () => {
    const bucket = await open({ prefix: '/audit/eu/' });
    await bucket.append(anchorOf(3));
    expect([...store.objects.keys()][0]).toMatch(/^audit\/eu\/0{15}3-a/);
    store.objects.set('audit/eu/notes.txt', '');
    store.objects.set(`audit/eu/${'0'.repeat(16)}-${hashOf('a')}.json`, '');
    store.objects.set('audit/eu2/notes.txt', '');
    expect(await bucket.read({ from: 1 })).toMatchObject({
      anchors: [{ sequence: 3 }],
      unreadable: 2,
    });
  });

  it.each([
    [404, 'NoSuchBucket', /There is no such bucket.*'anchors'/],
    [403, 'AccessDenied', /s3:PutObject and s3:ListBucket/],
    [403, 'SignatureDoesNotMatch', /The credentials/],
    [400, 'AuthorizationHeaderMalformed', /another region/],
    [501, 'NotImplemented', /If-None-Match/],
    [400, 'TimeoutError', /did not answer in time/],
    [400, 'Odd', /No answer that is of use.*Odd: Odd it is/],
  ])('says what is wrong with %d %s', async (status, code, expected) => {
    const bucket = await open();
    store.failure = { status, code };
    await expect(bucket.check()).rejects.toMatchObject({
      name: code,
      message: expect.stringMatching(expected),
    });
    await expect(bucket.append(anchorOf(1))).rejects.toThrow(expected);
    await expect(bucket.read({ from: 1 })).rejects.toThrow(expected);
    store.failure = undefined;
    expect(store.objects.size).toBe(0);
    await bucket.append(anchorOf(1));
  });

  it('asks again when the store has no time', async () => {
    const bucket = await open();
    store.failure = { status: 503, code: 'SlowDown', times: 1 };
    await bucket.append(anchorOf(1));
    expect(store.requests).toEqual([
      `PUT ${keyOf(1)}`,
      `PUT ${keyOf(1)}`,
      `LIST groundcrew-audit/${'1'.padStart(16, '0')}-`,
    ]);
  });

  it('connects to nothing before it is asked to', async () => {
    await open({ accountId: '123456789012' });
    const bucket = await open({ endpoint: 'http://127.0.0.1:9' });
    await expect(bucket.check()).rejects.toThrow(/ECONNREFUSED/);
    expect(store.requests).toEqual([]);
  });

  it('rejects config that lacks the bucket', async () => {
    await expect(open({ bucket: undefined })).rejects.toThrow(
      /groundcrew.operations.audit.s3.bucket/,
    );
  });
});
