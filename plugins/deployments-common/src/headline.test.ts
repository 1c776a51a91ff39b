import type { Place } from './deployments';
import { headlineOf } from './headline';

function place(
  environment: string | undefined,
  cluster: string,
  more: Partial<Place> = {},
): Place {
  return {
    cluster,
    namespace: 'shop',
    environment,
    freshness: {},
    status: 'running',
    version: '1.8.2',
    workloads: [],
    logsAllowed: true,
    configurationAllowed: true,
    ...more,
  };
}

describe('headlineOf', () => {
  it('puts what needs a person first and joins what runs alike', () => {
    const since = '2026-01-01T12:00:00Z';
    expect(
      headlineOf({
        places: [
          place('dev', 'dev-1'),
          place('test', 'test-1', {
            freshness: { stale: { reason: 'no route', since } },
          }),
          place('staging', 'staging-1', { status: 'degraded' }),
          place('prod', 'prod-eu'),
          place('prod', 'prod-us'),
        ],
      }),
    ).toEqual([
      {
        type: 'degraded',
        environment: 'staging',
        version: '1.8.2',
        notReadyPods: 0,
        reason: undefined,
      },
      { type: 'unknown', environment: 'test', since },
      { type: 'running', environments: ['dev', 'prod'], version: '1.8.2' },
    ]);
  });

  it.each([
    [
      'the cluster where the places of an environment differ',
      [
        place('prod', 'prod-eu', { status: 'paused' }),
        place('prod', 'prod-us', { status: 'paused' }),
      ],
      ['prod (prod-eu)', 'prod (prod-us)'],
    ],
    [
      'the namespace too where the cluster is the same',
      [
        place('prod', 'prod-eu', { status: 'paused' }),
        place('prod', 'prod-eu', { namespace: 'eu', status: 'paused' }),
      ],
      ['prod (prod-eu/shop)', 'prod (prod-eu/eu)'],
    ],
    [
      'the cluster of a place without an environment',
      [place(undefined, 'edge', { status: 'paused' })],
      ['edge'],
    ],
  ])('names %s', (_, places, expected) => {
    expect(
      headlineOf({ places }).map(clause =>
        clause.type === 'running' ? undefined : clause.environment,
      ),
    ).toEqual(expected);
  });

  it('says nothing of nothing', () => {
    expect(headlineOf({ places: [] })).toEqual([]);
  });
});
