import { compareWithRoutes, routesOf } from './routesOf';

/** As express keeps them. */
const router = {
  stack: [
    { route: { path: '/v1/clusters', methods: { get: true, post: true } } },
    { route: { path: '/v1/clusters/:cluster', methods: { get: true } } },
    { name: 'some middleware' },
    { route: { path: '/v1/openapi.json', methods: { get: true } } },
  ],
};

describe('routesOf', () => {
  it('names every route with its method', () => {
    expect(routesOf(router)).toEqual([
      'get /v1/clusters',
      'post /v1/clusters',
      'get /v1/clusters/:cluster',
      'get /v1/openapi.json',
    ]);
  });
});

describe('compareWithRoutes', () => {
  it('finds the routes that nobody tries, and the requests that lead nowhere', () => {
    expect(
      compareWithRoutes(router, [
        'get /v1/clusters?limit=5',
        'get /v1/clusters/prod',
        'get /v1/clusters/prod/nodes',
        'get /v1/openapi_json',
      ]),
    ).toEqual({
      untried: ['post /v1/clusters', 'get /v1/openapi.json'],
      unknown: ['get /v1/clusters/prod/nodes', 'get /v1/openapi_json'],
    });
  });
});
