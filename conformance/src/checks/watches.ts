import type { ApiList, WatchEvent } from '../ClusterConnection';
import { configMap, create, pathOf, type Suite, type SuiteOf } from '../Suite';

const PARTIAL = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';

async function versionNow(suite: Suite): Promise<string> {
  const { body } = await suite.connection.request<ApiList>({
    path: `${pathOf(suite, 'configmaps')}?limit=1`,
  });
  return body.metadata.resourceVersion;
}

/** Takes events until one is as wanted. */
async function until(
  events: AsyncGenerator<WatchEvent>,
  isLast: (event: WatchEvent) => boolean,
): Promise<WatchEvent[]> {
  const seen: WatchEvent[] = [];
  for await (const event of events) {
    seen.push(event);
    if (isLast(event)) {
      return seen;
    }
  }
  throw new Error(
    `the watch ended first, after ${JSON.stringify(
      seen.map(({ type }) => type),
    )}`,
  );
}

/** Being told of changes. */
export function watchChecks(suite: SuiteOf): void {
  describe('watches', () => {
    const watch = (query: string) =>
      suite().connection.watch(
        `${pathOf(suite(), 'configmaps')}?watch=1&${query}`,
      );
    const remove = (name: string) =>
      suite().connection.request({
        method: 'DELETE',
        path: pathOf(suite(), 'configmaps', name),
      });
    const label = (name: string, labels: Record<string, string | null>) =>
      suite().connection.request({
        method: 'PATCH',
        path: pathOf(suite(), 'configmaps', name),
        contentType: 'application/merge-patch+json',
        body: { metadata: { labels } },
      });

    it('tell of everything since the given version, in order', async () => {
      const since = await versionNow(suite());
      await create(suite(), 'configmaps', configMap('watched'));
      await label('watched', { seen: 'yes' });
      await remove('watched');
      const events = await until(
        watch(`resourceVersion=${since}`),
        ({ type }) => type === 'DELETED',
      );
      expect(events.map(({ type }) => type)).toEqual([
        'ADDED',
        'MODIFIED',
        'DELETED',
      ]);
      const versions = events.map(({ object }) =>
        Number(object.metadata.resourceVersion),
      );
      expect([...versions].sort((left, right) => left - right)).toEqual(
        versions,
      );
      expect(events[0].object).toMatchObject({
        kind: 'ConfigMap',
        apiVersion: 'v1',
      });
    });

    it('tell of what happens while they are open', async () => {
      const since = await versionNow(suite());
      const events = until(
        watch(`resourceVersion=${since}`),
        ({ object }) => object.metadata.name === 'live',
      );
      await create(suite(), 'configmaps', configMap('live'));
      expect((await events).at(-1)).toMatchObject({ type: 'ADDED' });
    });

    it('show an object that leaves the selector as deleted, and one that enters as added', async () => {
      await create(
        suite(),
        'configmaps',
        configMap('mover', { labels: { team: 'red' } }),
      );
      const since = await versionNow(suite());
      await label('mover', { team: 'blue' });
      await label('mover', { team: 'red' });
      await remove('mover');
      let deletions = 0;
      const events = await until(
        watch(`resourceVersion=${since}&labelSelector=team%3Dred`),
        ({ type }) => type === 'DELETED' && (deletions += 1) === 2,
      );
      expect(events.map(({ type }) => type)).toEqual([
        'DELETED',
        'ADDED',
        'DELETED',
      ]);
    });

    it('begin with what there is when no version is given', async () => {
      await create(
        suite(),
        'configmaps',
        configMap('present', { labels: { initial: 'yes' } }),
      );
      const [first] = await until(watch('labelSelector=initial'), () => true);
      expect(first).toMatchObject({
        type: 'ADDED',
        object: { metadata: { name: 'present' } },
      });
    });

    it('give metadata alone when that is asked for', async () => {
      const { body } = await suite().connection.request<ApiList>({
        path: `${pathOf(suite(), 'configmaps')}?labelSelector=initial`,
        accept:
          'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
      });
      const { text } = await suite().connection.request({
        path: `${pathOf(
          suite(),
          'configmaps',
        )}?watch=1&timeoutSeconds=1&labelSelector=initial`,
        accept: PARTIAL,
      });
      const event = JSON.parse(text.split('\n')[0]) as WatchEvent;
      expect(event.object).toMatchObject({
        kind: 'PartialObjectMetadata',
        metadata: { uid: body.items[0].metadata.uid },
      });
    });

    it('send a bookmark once all that there is was sent, with a version and nothing else', async () => {
      const events = await until(
        watch(
          'labelSelector=initial&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true',
        ),
        ({ type }) => type === 'BOOKMARK',
      );
      expect(events.map(({ type }) => type)).toEqual(['ADDED', 'BOOKMARK']);
      const { object } = events[1];
      expect(object.kind).toBe('ConfigMap');
      expect(object.metadata.resourceVersion).toMatch(/^\d+$/);
      expect(object.metadata.annotations).toEqual({
        'k8s.io/initial-events-end': 'true',
      });
      expect(object.metadata.name ?? '').toBe('');
    });

    it('end when their time is up', async () => {
      const since = await versionNow(suite());
      const seen: WatchEvent[] = [];
      for await (const event of watch(
        `resourceVersion=${since}&timeoutSeconds=1`,
      )) {
        seen.push(event);
      }
      expect(seen).toEqual([]);
    });

    it('say 410 of a version that is too old', async () => {
      const { status, text } = await suite().connection.request({
        path: `${pathOf(
          suite(),
          'configmaps',
        )}?watch=1&resourceVersion=1&timeoutSeconds=5`,
      });
      // A server says so by its status or in the stream, and a client has to take both.
      const answer = JSON.parse(text.split('\n')[0]);
      const gone = status === 200 ? (answer as WatchEvent).object : answer;
      expect(gone).toMatchObject({ kind: 'Status', code: 410 });
    });
  });
}
