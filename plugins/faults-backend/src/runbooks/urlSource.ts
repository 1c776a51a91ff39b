import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { InputError, isError } from '@backstage/errors';
import { MOST_FILES } from './limits';
import type { RunbookFile, RunbookSource } from './RunbookSource';

/** Larger files are no runbooks: they are not even read. */
const MOST_BYTES = 1024 * 1024;

/** Runbooks at an address that the integrations of this Backstage can read: a folder, or one file. */
export function urlSource(
  url: string,
  reader: UrlReaderService,
  place: Pick<RunbookSource, 'docsPath' | 'entityRef' | 'isShipped' | 'name'>,
): RunbookSource {
  let etag: string | undefined;
  const read = async () => {
    if (url.endsWith('.md')) {
      const answer = await reader.readUrl(url, { etag });
      const text = (await answer.buffer()).toString('utf8');
      return { etag: answer.etag, files: [{ path: nameIn(url), text }] };
    }
    const tree = await reader.readTree(url, {
      etag,
      filter: (path, file) =>
        /^[^/]+\.md$/.test(path) && (file?.size ?? 0) <= MOST_BYTES,
    });
    const found = await tree.files();
    if (found.length > MOST_FILES) {
      throw new InputError(
        `there are ${found.length} files: at most ${MOST_FILES} are read`,
      );
    }
    const files: RunbookFile[] = await Promise.all(
      found.map(async ({ content, path }) => ({
        path,
        text: (await content()).toString('utf8'),
      })),
    );
    return { etag: tree.etag, files };
  };
  return {
    ...place,
    async read() {
      try {
        const answer = await read();
        etag = answer.etag;
        return answer.files;
      } catch (error) {
        if (isError(error) && error.name === 'NotModifiedError') {
          return undefined;
        }
        throw error;
      }
    },
  };
}

function nameIn(url: string): string {
  return decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '');
}
