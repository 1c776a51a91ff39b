import { eventually } from '../eventually';
import { create, pathOf, type SuiteOf } from '../Suite';

const CRD_PATH = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

/** Kinds that are added while the cluster runs. */
export function customResourceChecks(suite: SuiteOf): void {
  describe('custom resources', () => {
    const name = 'widgets.conformance.groundcrew.io';

    afterAll(async () => {
      await suite().connection.request({
        method: 'DELETE',
        path: `${CRD_PATH}/${name}`,
      });
    });

    it('are served and discovered once they are defined, and gone when that is deleted', async () => {
      const { status } = await suite().connection.request({
        method: 'POST',
        path: CRD_PATH,
        body: {
          apiVersion: 'apiextensions.k8s.io/v1',
          kind: 'CustomResourceDefinition',
          metadata: { name },
          spec: {
            group: 'conformance.groundcrew.io',
            scope: 'Namespaced',
            names: {
              plural: 'widgets',
              singular: 'widget',
              kind: 'Widget',
              listKind: 'WidgetList',
            },
            versions: [
              {
                name: 'v1',
                served: true,
                storage: true,
                schema: {
                  openAPIV3Schema: {
                    type: 'object',
                    'x-kubernetes-preserve-unknown-fields': true,
                  },
                },
              },
            ],
          },
        },
      });
      expect(status).toBe(201);
      await eventually(
        () =>
          suite().connection.request({
            path: '/apis/conformance.groundcrew.io/v1',
          }),
        answer => answer.status === 200 && answer.text.includes('"Widget"'),
      );
      const resource = 'conformance.groundcrew.io/v1/widgets';
      await eventually(
        () => suite().connection.request({ path: pathOf(suite(), resource) }),
        answer => answer.status === 200,
      );
      const widget = await create(suite(), resource, {
        apiVersion: 'conformance.groundcrew.io/v1',
        kind: 'Widget',
        metadata: { name: 'first' },
        spec: { anything: { goes: true } },
      });
      expect(widget).toMatchObject({
        kind: 'Widget',
        spec: { anything: { goes: true } },
      });
      await suite().connection.request({
        method: 'DELETE',
        path: `${CRD_PATH}/${name}`,
      });
      await eventually(
        () => suite().connection.request({ path: pathOf(suite(), resource) }),
        answer => answer.status === 404,
      );
    });
  });
}
