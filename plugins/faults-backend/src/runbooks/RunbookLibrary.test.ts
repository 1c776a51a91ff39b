import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { NotModifiedError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import { RunbookLibrary } from './RunbookLibrary';
import { runbookSources } from './runbookSources';

const file = (title: string) => `---
title: ${title}
severity: P2
symptoms: [image-not-found]
investigation: [{ text: Look. }]
resolution: [{ text: Mend. }]
---
# ${title}
`;
const MINE = 'https://git.test/acme/docs/tree/main/runbooks';

function create(
  runbooks: JsonObject | undefined,
  reader = mockServices.urlReader.mock(),
) {
  const logger = mockServices.logger.mock();
  const library = RunbookLibrary.create({
    logger,
    sources: runbookSources(
      new ConfigReader(
        runbooks ? { groundcrew: { faults: { runbooks } } } : {},
      ),
      reader,
    ),
  });
  return { library, logger };
}

describe('RunbookLibrary', () => {
  const folder = createMockDirectory();
  beforeEach(() =>
    folder.setContent({
      'b.md': file('Second'),
      'a.md': file('First'),
      'README.md': 'Of the folder',
      'picture.png': 'no runbook',
    }),
  );
  const own = () => ({
    shipped: { enabled: false },
    locations: [{ target: folder.path }],
  });

  it('has what is shipped without being told, and where TechDocs shows it', async () => {
    const { library, logger } = create(undefined);
    await library.refresh();
    expect(library.all().length).toBeGreaterThan(12);
    expect(library.broken()).toEqual([]);
    expect(logger.warn).not.toHaveBeenCalled();
    expect(library.get('image-pull')).toMatchObject({
      title: 'An image cannot be pulled',
      isShipped: true,
      source: '@groundcrew/plugin-faults-backend/image-pull.md',
    });
    const documented = create({
      shipped: { entityRef: 'groundcrew', docsPath: '/runbooks/' },
    });
    await documented.library.refresh();
    expect(documented.library.get('image-pull')?.docs).toEqual({
      entityRef: 'component:default/groundcrew',
      path: 'runbooks/image-pull/',
    });
  });

  it('reads a folder, and again what has changed in it', async () => {
    const { library } = create(own());
    await library.refresh();
    expect(library.all().map(({ id, title }) => [id, title])).toEqual([
      ['a', 'First'],
      ['b', 'Second'],
    ]);
    folder.setContent({ 'b.md': file('Another') });
    await library.refresh();
    expect(library.all().map(({ title }) => title)).toEqual(['Another']);
  });

  it('reads a single file', async () => {
    const { library } = create({
      shipped: { enabled: false },
      locations: [{ target: folder.resolve('a.md') }],
    });
    await library.refresh();
    expect(library.all()).toMatchObject([
      { id: 'a', source: folder.resolve('a.md') },
    ]);
  });

  it('tells of what is broken once, and keeps the others', async () => {
    folder.addContent({ 'c.md': file('x').replace('P2', 'P9'), 'D D.md': '' });
    const { library, logger } = create(own());
    await library.refresh();
    await library.refresh();
    expect(library.all()).toHaveLength(2);
    expect(library.broken()).toEqual([
      {
        source: folder.resolve('D D.md'),
        error: expect.stringContaining('the name of its file'),
      },
      {
        source: folder.resolve('c.md'),
        error: expect.stringMatching(/^line 3: severity: /),
      },
    ]);
    expect(logger.warn).toHaveBeenCalledTimes(2);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringMatching(/c\.md is left out: line 3: severity/),
    );
  });

  it('keeps what it has while a place cannot be read', async () => {
    const { library, logger } = create(own());
    await library.refresh();
    folder.remove();
    await library.refresh();
    await library.refresh();
    expect(library.all()).toHaveLength(2);
    expect(library.broken()).toEqual([
      { source: folder.path, error: expect.stringMatching(/cannot be read/) },
    ]);
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it('lets one of the same name take the place of one that is shipped', async () => {
    folder.setContent({ 'image-pull.md': file('Ours') });
    const { library } = create({ locations: [{ target: folder.path }] });
    await library.refresh();
    expect(library.get('image-pull')).toMatchObject({
      title: 'Ours',
      isShipped: false,
    });
    expect(library.all().filter(({ id }) => id === 'image-pull')).toHaveLength(
      1,
    );
  });

  it('reads an address only when it has changed', async () => {
    const readTree = jest.fn(async (_url: string, options) => {
      if (options?.etag === 'one') {
        throw new NotModifiedError();
      }
      const files = ['a.md', 'deep/b.md', 'c.txt'].filter(path =>
        options.filter(path, { size: 10 }),
      );
      return {
        etag: 'one',
        files: async () =>
          files.map(path => ({
            path,
            content: async () => Buffer.from(file(path)),
          })),
      };
    });
    const { library } = create(
      { shipped: { enabled: false }, locations: [{ target: MINE }] },
      mockServices.urlReader.mock({ readTree: readTree as never }),
    );
    await library.refresh();
    await library.refresh();
    expect(readTree.mock.calls.map(([url, { etag }]) => [url, etag])).toEqual([
      [MINE, undefined],
      [MINE, 'one'],
    ]);
    expect(library.all().map(({ id, source }) => [id, source])).toEqual([
      ['a', `${MINE}/a.md`],
    ]);
    expect(library.broken()).toEqual([]);
  });

  it('reads one file at an address, and says why it could not', async () => {
    const readUrl = jest
      .fn()
      .mockRejectedValueOnce(new Error('no integration'))
      .mockResolvedValue({
        etag: 'one',
        buffer: async () => Buffer.from(file('Far')),
      });
    const target = 'https://git.test/acme/docs/blob/main/far%2Daway.md';
    const { library } = create(
      { shipped: { enabled: false }, locations: [{ target }] },
      mockServices.urlReader.mock({ readUrl }),
    );
    await library.refresh();
    expect(library.broken()).toEqual([
      { source: target, error: expect.stringContaining('no integration') },
    ]);
    await library.refresh();
    expect(library.broken()).toEqual([]);
    expect(library.get('far-away')?.title).toBe('Far');
  });

  it('begins with what is shipped, and reads the rest from time to time', async () => {
    const { library } = create({ locations: [{ target: folder.path }] });
    const scheduleTask = jest.fn();
    await library.start({ scheduleTask });
    expect(library.get('image-pull')).toBeDefined();
    expect(library.get('a')).toBeUndefined();
    const [[task]] = scheduleTask.mock.calls;
    expect(task).toMatchObject({ scope: 'local', frequency: { minutes: 5 } });
    await task.fn();
    expect(library.get('a')).toBeDefined();
  });

  it('refuses an entity reference that is none', () => {
    expect(() => create({ shipped: { entityRef: 'component:' } })).toThrow(
      /component:/,
    );
  });
});
