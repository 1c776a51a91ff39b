import type { ApiObject, ApiStatus } from '../ClusterConnection';
import { configMap, create, get, pathOf, type SuiteOf } from '../Suite';

const ANOTHER_UID = '00000000-0000-0000-0000-000000000000';

/** Changes that are made for one object in one state, and dry runs. */
export function preconditionChecks(suite: SuiteOf): void {
  describe('preconditions and dry runs', () => {
    const send = (method: string, name: string, body: unknown, query = '') =>
      suite().connection.request<ApiObject & ApiStatus>({
        method,
        path: `${pathOf(suite(), 'configmaps', name)}${query}`,
        contentType:
          method === 'DELETE'
            ? 'application/json'
            : `application/${
                Array.isArray(body) ? 'json-patch' : 'merge-patch'
              }+json`,
        body,
      });

    it('a merge patch for another uid is invalid, for another version a conflict', async () => {
      await create(suite(), 'configmaps', configMap('meant'));
      const another = { uid: ANOTHER_UID };
      const outdated = { resourceVersion: '1' };
      const invalid = await send('PATCH', 'meant', { metadata: another });
      expect(invalid).toMatchObject({
        status: 422,
        body: {
          reason: 'Invalid',
          message: `ConfigMap "meant" is invalid: metadata.uid: Invalid value: "${ANOTHER_UID}": field is immutable`,
          details: {
            causes: expect.arrayContaining([
              expect.objectContaining({ field: 'metadata.uid' }),
            ]),
          },
        },
      });
      for (const metadata of [outdated, { ...another, ...outdated }]) {
        expect(await send('PATCH', 'meant', { metadata })).toMatchObject({
          status: 409,
          body: { reason: 'Conflict' },
        });
      }
    });

    it('a JSON patch says the same of a test that fails and of a path that leads nowhere', async () => {
      await create(suite(), 'configmaps', configMap('tested'));
      for (const operation of [
        { op: 'test', path: '/metadata/uid', value: ANOTHER_UID },
        { op: 'test', path: '/metadata/labels/none', value: '1' },
        { op: 'replace', path: '/nowhere/at/all', value: '1' },
      ]) {
        const { status, body } = await send('PATCH', 'tested', [operation]);
        expect(status).toBe(422);
        expect(body).toMatchObject({
          reason: 'Invalid',
          message:
            'the server rejected our request due to an error in our request',
          details: {},
        });
      }
    });

    it('a dry run of a patch answers as if and keeps nothing', async () => {
      const before = await create(
        suite(),
        'configmaps',
        configMap('supposed', { data: { a: '1' } }),
      );
      for (const patch of [
        { data: { a: '2' } },
        [{ op: 'replace', path: '/data/a', value: '2' }],
      ]) {
        const { status, body } = await send(
          'PATCH',
          'supposed',
          patch,
          '?dryRun=All',
        );
        expect(status).toBe(200);
        expect(body).toMatchObject({
          data: { a: '2' },
          metadata: { resourceVersion: before.metadata.resourceVersion },
        });
      }
      expect(await get(suite(), 'configmaps', 'supposed')).toEqual(before);
    });

    it('a dry run of a deletion keeps the object, if the body says so', async () => {
      await create(suite(), 'configmaps', configMap('spared'));
      const options = { apiVersion: 'v1', kind: 'DeleteOptions' };
      const status = async () =>
        (
          await suite().connection.request({
            path: pathOf(suite(), 'configmaps', 'spared'),
          })
        ).status;
      const inBody = { ...options, dryRun: ['All'] };
      expect((await send('DELETE', 'spared', inBody)).status).toBe(200);
      expect(
        (await send('DELETE', 'spared', undefined, '?dryRun=All')).status,
      ).toBe(200);
      expect(await status()).toBe(200);
      // Beside a body the query does not count.
      await send('DELETE', 'spared', options, '?dryRun=All');
      expect(await status()).toBe(404);
    });
  });
}
