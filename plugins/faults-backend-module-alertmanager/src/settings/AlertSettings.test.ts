import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { AlertSettings } from './AlertSettings';

const settingsOf = (
  alertmanager: JsonObject = {},
  incidents: JsonObject = {},
) =>
  AlertSettings.fromConfig(
    new ConfigReader({ groundcrew: { faults: { alertmanager, incidents } } }),
  );

describe('AlertSettings', () => {
  it('lets nobody in by default', () => {
    expect(settingsOf()).toMatchObject({
      receivers: [],
      servers: [],
      clusterLabel: 'cluster',
      threshold: 0.5,
    });
  });

  it('reads what is configured', () => {
    const settings = settingsOf(
      {
        receivers: [{ subject: 'am', cluster: 'prod' }, { subject: 'all' }],
        servers: [{ name: 'prod', url: 'https://am.test/path/', token: 'x' }],
        clusterLabel: 'k8s_cluster',
        overAfter: { hours: 5 },
        pollEvery: '100ms',
      },
      { productionEnvironments: ['live'] },
    );
    expect(settings.servers).toEqual([
      { name: 'prod', url: 'https://am.test/path', token: 'x' },
    ]);
    expect(settings.overAfterMs).toBe(5 * 3_600_000);
    // Nobody is asked more often than every second.
    expect(settings.pollMs).toBe(1_000);
    expect(settings.isProduction('live')).toBe(true);
    expect(settings.isProduction('prod')).toBe(false);
    expect(settings.isProduction(undefined)).toBe(true);
    const labels = { k8s_cluster: 'dev' };
    const [ofProd, ofAll] = settings.receivers;
    expect(settings.clusterOf(ofProd, labels)).toBe('prod');
    expect(settings.clusterOf(ofAll, labels)).toBe('dev');
    expect(settings.clusterOf(ofAll, {})).toBe('');
  });

  it.each<[string, JsonObject, string]>([
    [
      'an address that is none',
      { servers: [{ name: 'prod', url: 'file:///etc/passwd' }] },
      "The url of the Alertmanager 'prod' in groundcrew.faults.alertmanager.servers is no http or https address",
    ],
    [
      'a receiver twice',
      { receivers: [{ subject: 'a' }, { subject: 'a' }] },
      "groundcrew.faults.alertmanager.receivers names 'a' twice",
    ],
    [
      'a threshold beyond 1',
      { threshold: 50 },
      'groundcrew.faults.alertmanager.threshold is to be from 0 to 1',
    ],
  ])('refuses %s', (_, config, message) => {
    expect(() => settingsOf(config)).toThrow(message);
  });
});
