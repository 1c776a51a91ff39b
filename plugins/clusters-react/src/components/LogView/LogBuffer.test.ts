import { LOG_END_MARKER } from '@groundcrew/plugin-clusters-common';
import { LogBuffer, MOST_LINES, type LogSnapshot } from './LogBuffer';

const texts = ({ blocks }: LogSnapshot) =>
  blocks.flatMap(block => block.lines.map(line => line.text));

describe('LogBuffer', () => {
  it('puts lines together from pieces that end anywhere', () => {
    const buffer = LogBuffer.create();
    buffer.append('fir');
    buffer.append('st\nsecond\nth');
    expect(texts(buffer.snapshot())).toEqual(['first', 'second']);
    buffer.append('ird');
    buffer.end();
    expect(texts(buffer.snapshot())).toEqual(['first', 'second', 'third']);
  });

  it('takes the time that Kubernetes stamped off the text', () => {
    const buffer = LogBuffer.create();
    buffer.append('2026-01-01T12:00:00.123456789Z \u001b[32mGET\u001b[0m /\n');
    expect(buffer.snapshot().blocks[0].lines[0]).toMatchObject({
      timestamp: '2026-01-01T12:00:00.123456789Z',
      text: 'GET /',
    });
  });

  it('keeps the newest lines and counts the others', () => {
    const buffer = LogBuffer.create();
    for (let line = 0; line < MOST_LINES + 1_000; line++) {
      buffer.append(`line ${line}\n`);
    }
    const snapshot = buffer.snapshot();
    expect(snapshot.lineCount).toBeLessThanOrEqual(MOST_LINES);
    expect(snapshot.lineCount + snapshot.dropped).toBe(MOST_LINES + 1_000);
    expect(texts(snapshot)).toHaveLength(snapshot.lineCount);
    expect(texts(snapshot).pop()).toBe(`line ${MOST_LINES + 999}`);
  });

  it('leaves blocks that are full alone', () => {
    const buffer = LogBuffer.create();
    buffer.append('line\n'.repeat(450));
    const { blocks } = buffer.snapshot();
    buffer.append('line\n'.repeat(10));
    const later = buffer.snapshot().blocks;
    expect(later[0]).toBe(blocks[0]);
    expect(later[1]).toBe(blocks[1]);
    expect(later[2]).not.toBe(blocks[2]);
  });

  it('cuts a line of five megabytes and says by how much', () => {
    const buffer = LogBuffer.create();
    for (let piece = 0; piece < 50; piece++) {
      buffer.append('x'.repeat(100_000));
    }
    buffer.append('\nnext\n');
    const [long, next] = buffer.snapshot().blocks[0].lines;
    expect(long.text).toHaveLength(10_000);
    expect(long.cutCharacters).toBe(4_990_000);
    expect(next).toMatchObject({ text: 'next', cutCharacters: 0 });
  });

  it('tells why the backend ended the log, and does not count that as a line', () => {
    const buffer = LogBuffer.create();
    buffer.append(`last\n${LOG_END_MARKER}your sign-in has expired\n`);
    const snapshot = buffer.snapshot();
    expect(snapshot.endReason).toBe('your sign-in has expired');
    expect(texts(snapshot)).toEqual(['last']);
  });
});
