import type { ApiList, ApiStatus } from '../ClusterConnection';
import { configMap, create, pathOf, type SuiteOf } from '../Suite';

const PARTIAL_LIST =
  'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';

/** Reading many objects. */
export function listChecks(suite: SuiteOf): void {
  describe('lists', () => {
    const list = async (query = '') =>
      (
        await suite().connection.request<ApiList>({
          path: `${pathOf(suite(), 'configmaps')}?${query}`,
        })
      ).body;
    const names = ({ items }: ApiList) =>
      items.map(({ metadata }) => metadata.name);

    beforeAll(async () => {
      for (const index of [1, 2, 3, 4, 5]) {
        await create(
          suite(),
          'configmaps',
          configMap(`listed-${index}`, {
            data: { index: String(index) },
            labels: {
              listed: 'yes',
              parity: index % 2 ? 'odd' : 'even',
              ...(index === 5 && { last: '' }),
            },
          }),
        );
      }
    });

    it('has a resourceVersion of the whole and of each object, and no kind on the objects', async () => {
      const answer = await list('labelSelector=listed');
      expect(answer.kind).toBe('ConfigMapList');
      expect(answer.metadata.resourceVersion).toMatch(/^\d+$/);
      expect(answer.items).toHaveLength(5);
      expect(answer.items[0].metadata.resourceVersion).toMatch(/^\d+$/);
      expect(answer.items[0].metadata.uid).toBeTruthy();
      expect(answer.items[0].kind).toBeUndefined();
    });

    it('comes in pages that together are the whole, all of one resourceVersion', async () => {
      const first = await list('labelSelector=listed&limit=2');
      expect(first.items).toHaveLength(2);
      const second = await list(
        `labelSelector=listed&limit=2&continue=${encodeURIComponent(
          first.metadata.continue!,
        )}`,
      );
      const third = await list(
        `labelSelector=listed&limit=2&continue=${encodeURIComponent(
          second.metadata.continue!,
        )}`,
      );
      expect(third.metadata.continue ?? '').toBe('');
      expect([first, second, third].flatMap(names).sort()).toEqual(
        [1, 2, 3, 4, 5].map(index => `listed-${index}`),
      );
      expect(second.metadata.resourceVersion).toBe(
        first.metadata.resourceVersion,
      );
    });

    it('refuses a continue token that it never gave', async () => {
      const { status, body } = await suite().connection.request<ApiStatus>({
        path: `${pathOf(suite(), 'configmaps')}?limit=2&continue=nonsense`,
      });
      expect([400, 410]).toContain(status);
      expect(body.kind).toBe('Status');
    });

    it.each<[string, number[]]>([
      ['parity=odd', [1, 3, 5]],
      ['parity==even', [2, 4]],
      ['listed,parity!=odd', [2, 4]],
      ['parity in (odd,even),last', [5]],
      ['listed,!last', [1, 2, 3, 4]],
      ['listed,parity notin (even)', [1, 3, 5]],
    ])('selects by the labels %s', async (selector, expected) => {
      expect(
        names(await list(`labelSelector=${encodeURIComponent(selector)}`)),
      ).toEqual(expected.map(index => `listed-${index}`));
    });

    it('refuses a selector that it cannot read', async () => {
      const { status } = await suite().connection.request({
        path: `${pathOf(
          suite(),
          'configmaps',
        )}?labelSelector=${encodeURIComponent('a in (')}`,
      });
      expect(status).toBe(400);
    });

    it('selects by the field metadata.name', async () => {
      expect(
        names(await list('fieldSelector=metadata.name%3Dlisted-3')),
      ).toEqual(['listed-3']);
    });

    it('gives metadata alone when that is asked for', async () => {
      const { body, contentType } = await suite().connection.request<ApiList>({
        path: `${pathOf(suite(), 'configmaps')}?labelSelector=listed`,
        accept: PARTIAL_LIST,
      });
      expect(contentType).toContain('json');
      expect(body.kind).toBe('PartialObjectMetadataList');
      expect(body.items).toHaveLength(5);
      expect(body.items.every(item => item.data === undefined)).toBe(true);
    });

    it('reaches over all namespaces', async () => {
      const { body } = await suite().connection.request<ApiList>({
        path: `/api/v1/configmaps?labelSelector=listed&fieldSelector=metadata.namespace%3D${
          suite().namespace
        }`,
      });
      expect(body.items).toHaveLength(5);
    });
  });
}
