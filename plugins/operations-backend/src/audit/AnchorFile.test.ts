import { createMockDirectory } from '@backstage/backend-test-utils';
import { appendFile, readFile } from 'node:fs/promises';
import { AnchorFile } from './AnchorFile';

const anchorOf = (sequence: number) => ({
  sequence,
  hash: 'abc',
  at: '2027-01-15T08:00:00.000Z',
});

describe('AnchorFile', () => {
  const directory = createMockDirectory();

  it('reads what was appended, also by an earlier process', async () => {
    const path = directory.resolve('new/anchors.jsonl');
    const file = await AnchorFile.create(path);
    expect(await file.read()).toEqual({ anchors: [], unreadable: 0 });
    await file.append(anchorOf(1));
    await (await AnchorFile.create(path)).append(anchorOf(2));
    expect(await file.read()).toEqual({
      anchors: [anchorOf(1), anchorOf(2)],
      unreadable: 0,
    });
  });

  it('loses nothing but the line that a killed process was writing', async () => {
    const path = directory.resolve('cut.jsonl');
    const file = await AnchorFile.create(path);
    await file.append(anchorOf(1));
    await appendFile(path, '{"sequence":2,"ha');
    await file.append(anchorOf(3));
    expect(await file.read()).toEqual({
      anchors: [anchorOf(1), anchorOf(3)],
      unreadable: 1,
    });
    expect((await readFile(path, 'utf8')).split('\n')).toHaveLength(4);
  });

  it('keeps an anchor once, and says that another is kept of the row', async () => {
    const path = directory.resolve('twice.jsonl');
    const file = await AnchorFile.create(path);
    await file.append(anchorOf(1));
    await file.append({ ...anchorOf(1), at: 'later' });
    expect((await file.read()).anchors).toEqual([anchorOf(1)]);
    const other = { ...anchorOf(1), hash: 'def' };
    await expect(file.append(other)).rejects.toMatchObject({
      name: 'ConflictError',
      message: `the file ${path} has another anchor of row 1`,
    });
    expect((await file.read()).anchors).toEqual([anchorOf(1), other]);
  });

  it('says at once that it cannot be written', async () => {
    directory.setContent({ taken: 'a file' });
    await expect(
      AnchorFile.create(directory.resolve('taken/anchors.jsonl')),
    ).rejects.toThrow(/groundcrew.operations.audit.file.*cannot be written to/);
  });
});
