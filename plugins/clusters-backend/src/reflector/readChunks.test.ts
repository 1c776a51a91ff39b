import { PassThrough, Readable } from 'node:stream';
import { readChunks, type AfterChunk } from './readChunks';

const soon = () => new Promise(resolve => setImmediate(resolve));

/** Takes chunks down, and answers them as told. */
function createTaker(...answers: AfterChunk[]) {
  const taken: string[] = [];
  const take = (chunk: Buffer) => {
    taken.push(chunk.toString());
    return answers.shift() ?? 'go-on';
  };
  return { take, taken };
}

describe('readChunks', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  it('hands on everything, in order, before it ends', async () => {
    const { take, taken } = createTaker('go-on', 'yield', 'go-on', 'yield');
    const chunks = ['a', 'b', 'c', 'd', 'e'].map(text => Buffer.from(text));
    await readChunks(Readable.from(chunks), take);
    expect(taken).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('hands on what comes after a pause at once, and what follows it together', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] });
    const body = new PassThrough();
    const { take, taken } = createTaker();
    const reading = readChunks(body, take);
    jest.advanceTimersByTime(1_000);
    body.write('a');
    await soon();
    expect(taken).toEqual(['a']);
    body.write('b');
    await soon();
    body.write('c');
    await soon();
    expect(taken).toEqual(['a']);
    jest.advanceTimersByTime(40);
    expect(taken).toEqual(['a', 'b', 'c']);
    body.end('d');
    await reading;
    expect(taken).toEqual(['a', 'b', 'c', 'd']);
  });

  it('keeps little of what comes fast', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] });
    const body = new PassThrough({ highWaterMark: 1024 * 1024 });
    const { take, taken } = createTaker();
    const reading = readChunks(body, take);
    for (let index = 0; index < 5; index += 1) {
      body.write(Buffer.alloc(100 * 1024));
      await soon();
    }
    // One at once, and three when they had become too many.
    expect(taken).toHaveLength(4);
    body.end();
    await reading;
    expect(taken).toHaveLength(5);
  });

  it('reads no further than is wanted', async () => {
    const body = new PassThrough();
    const { take, taken } = createTaker('go-on', 'stop');
    const reading = readChunks(body, take);
    body.write('a');
    await soon();
    body.write('b');
    body.write('c');
    await reading;
    expect(taken).toEqual(['a', 'b']);
    expect(body.destroyed).toBe(true);
  });

  it('says what is wrong with the stream, after what it gave', async () => {
    const body = new PassThrough();
    const { take, taken } = createTaker();
    const reading = readChunks(body, take);
    body.write('a');
    await soon();
    body.write('b');
    await soon();
    body.destroy(new Error('it broke'));
    await expect(reading).rejects.toThrow('it broke');
    expect(taken).toEqual(['a', 'b']);
  });

  it('says what is wrong with who takes them', async () => {
    const body = new PassThrough();
    const reading = readChunks(body, () => {
      throw new Error('too hard');
    });
    body.write('a');
    await expect(reading).rejects.toThrow('too hard');
    expect(body.destroyed).toBe(true);
  });
});
