import { deploymentsView, place, workload } from '../../__fixtures__';
import { placeRows } from './placeRows';

describe('placeRows', () => {
  it('sums up each place and names the cluster only where it must', () => {
    expect(
      placeRows(deploymentsView().places).map(
        ({ name, status, version, ready, desired }) =>
          `${name}: ${status}, ${version}, ${ready}/${desired}`,
      ),
    ).toEqual([
      'dev: degraded, 1.9.0, 1/2',
      'staging: progressing, 1.9.0, 5/5',
      'prod · prod-eu: running, 1.8.2, 12/12',
      'prod · prod-us: unknown, 1.8.2, 6/6',
    ]);
  });

  it('adds up the workloads of a place', () => {
    const two = place('dev', 'dev-1', workload('dev-1'), {
      workloads: [workload('dev-1'), workload('dev-1')],
    });
    expect(placeRows([two])[0]).toMatchObject({
      ready: 6,
      desired: 6,
      workload: undefined,
    });
  });
});
