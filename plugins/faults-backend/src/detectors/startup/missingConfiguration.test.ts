import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { deployment, event, inShort, pod } from '../testObjects';
import { missingConfiguration } from './missingConfiguration';

const configMap = (name: string, data: Record<string, string> = {}) => ({
  kind: 'ConfigMap',
  metadata: { name },
  data,
});
const stuck = (description: { container?: object; spec?: object }) =>
  pod({
    ...description,
    containerStatus: {
      state: { waiting: { reason: 'CreateContainerConfigError' } },
    },
  });
const fromEnv = (key: string, more = {}) => ({
  env: [
    {
      name: 'LEVEL',
      valueFrom: { configMapKeyRef: { name: 'flags', key, ...more } },
    },
  ],
});

describe('missingConfiguration', () => {
  it.each([
    ['config-map-missing', { container: fromEnv('level') }],
    [
      'config-map-missing',
      { container: { envFrom: [{ configMapRef: { name: 'flags' } }] } },
    ],
    [
      'secret-missing',
      { container: { envFrom: [{ secretRef: { name: 'flags' } }] } },
    ],
    [
      'secret-missing',
      { spec: { volumes: [{ name: 'v', secret: { secretName: 'flags' } }] } },
    ],
    [
      'config-map-missing',
      {
        spec: {
          volumes: [
            {
              name: 'v',
              projected: { sources: [{ configMap: { name: 'flags' } }] },
            },
          ],
        },
      },
    ],
  ])('finds %s where %j asks for it', (fault, description) => {
    const objects = [deployment(), stuck(description)];
    const [found, ...more] = detectIn(missingConfiguration, { objects });
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      fault,
      object: { kind: 'Deployment', name: 'cart' },
      confidence: 0.86,
    });
    expect(found.message).toMatch(/'flags' does not exist/);

    const [confirmed] = detectIn(missingConfiguration, {
      objects: [...objects, event('Failed', 'Error: "flags" not found')],
    });
    expect(confirmed.confidence).toBe(0.96);
  });

  it('finds a key that a ConfigMap lacks', () => {
    const found = detectIn(missingConfiguration, {
      objects: [
        deployment(),
        configMap('flags', { colour: 'red' }),
        stuck({ container: fromEnv('level') }),
      ],
    });
    expect(inShort(found)).toEqual(['config-key-missing of Deployment cart']);
    expect(JSON.stringify(found)).not.toContain('red');
  });

  it('believes the kubelet about keys of Secrets, which nobody else knows', () => {
    const objects = [
      deployment(),
      { kind: 'Secret', metadata: { name: 'db' } },
      stuck({
        container: {
          env: [
            {
              name: 'P',
              valueFrom: { secretKeyRef: { name: 'db', key: 'pass' } },
            },
          ],
        },
      }),
    ];
    expect(detectIn(missingConfiguration, { objects })).toEqual([]);

    const found = detectIn(missingConfiguration, {
      objects: [
        ...objects,
        event('Failed', "Error: couldn't find key pass in Secret default/db"),
      ],
    });
    expect(inShort(found)).toEqual(['config-key-missing of Deployment cart']);
    expect(found[0].message).toContain("'pass'");
  });

  it('warns of a workload whose next pod could not start', () => {
    const objects = [
      deployment({ container: fromEnv('level') }),
      pod({ isReady: true, container: fromEnv('level') }),
    ];
    const [found, ...more] = detectIn(missingConfiguration, { objects });
    expect(more).toEqual([]);
    expect(found).toMatchObject({ fault: 'config-map-missing' });
    expect(found.confidence).toBeLessThan(0.6);
  });

  it('is silent when all is there, optional, or the pod waits for something else', () => {
    expect(
      detectIn(missingConfiguration, {
        objects: [
          configMap('flags', { level: 'debug' }),
          deployment({ container: fromEnv('level') }),
          stuck({ container: fromEnv('level') }),
          pod({ name: 'b', container: fromEnv('other', { optional: true }) }),
          pod({ name: 'c', container: fromEnv('other') }),
          { kind: 'Pod', metadata: { name: 'bare' } },
        ],
      }),
    ).toEqual([]);
  });
});
