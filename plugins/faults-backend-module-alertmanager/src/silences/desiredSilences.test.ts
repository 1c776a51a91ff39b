import type { ActiveMute } from '@groundcrew/plugin-faults-node';
import { exampleAssessed } from '../__testUtils__/exampleAlert';
import { desiredSilences, matchersOf } from './desiredSilences';

const mute: ActiveMute = {
  id: 7,
  fault: 'node-not-ready',
  cluster: 'prod',
  reason: 'known',
  createdBy: 'user:default/omar',
  until: 9_000,
};
const alertOf = (labels: Record<string, string>) =>
  exampleAssessed({ record: { labels } });
const options = { clusterLabel: 'cluster' };

describe('desiredSilences', () => {
  it('is one for each rule and kind of object, with all that it is to be silent of', () => {
    const alerts = [
      alertOf({ alertname: 'PodNotReady', pod: 'cart-1-b', severity: 'page' }),
      alertOf({ alertname: 'PodNotReady', pod: 'cart-1-a' }),
      alertOf({ alertname: 'NodeDown', node: 'node-a', cluster: 'prod' }),
    ];
    expect(
      desiredSilences(mute, alerts, [], options).map(({ labels }) => labels),
    ).toEqual([
      { alertname: ['PodNotReady'], pod: ['cart-1-a', 'cart-1-b'] },
      { alertname: ['NodeDown'], cluster: ['prod'], node: ['node-a'] },
    ]);
  });

  it('goes on with what is silent already, in the same order', () => {
    const [before] = desiredSilences(
      mute,
      [alertOf({ alertname: 'PodNotReady', pod: 'cart-1-b' })],
      [],
      options,
    );
    const alerts = [alertOf({ alertname: 'PodNotReady', pod: 'cart-1-a' })];
    expect(desiredSilences(mute, [], [before], options)).toEqual([before]);
    const [after, ...others] = desiredSilences(mute, alerts, [before], options);
    expect(others).toEqual([]);
    expect(after).toMatchObject({
      key: before.key,
      labels: { pod: ['cart-1-a', 'cart-1-b'] },
    });
    expect(desiredSilences(mute, alerts, [after], options)).toEqual([after]);
  });

  it('speaks the words of Alertmanager, and takes names as they are', () => {
    expect(
      matchersOf({ alertname: ['A.b'], instance: ['10.0.0.1:80', '[::1]:80'] }),
    ).toEqual([
      { name: 'alertname', value: 'A.b', isRegex: false, isEqual: true },
      {
        name: 'instance',
        value: '10\\.0\\.0\\.1:80|\\[::1\\]:80',
        isRegex: true,
        isEqual: true,
      },
    ]);
  });
});
