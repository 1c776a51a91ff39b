import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { deployment, endpoints, inShort, pod, service } from '../testObjects';
import { servicePorts } from './servicePorts';

const DOWN = { connectivityOf: () => ({ isConnected: false, fromNodes: {} }) };
const to = (targetPort: number | string, protocol?: string) =>
  service({ spec: { ports: [{ port: 80, targetPort, protocol }] } });
const listening = (container: object, isReady = true) => [
  deployment({ container }),
  pod({ container, isReady }),
  ...(isReady ? [endpoints()] : []),
];
const at8080 = { ports: [{ containerPort: 8080, name: 'web' }] };
const probed = { readinessProbe: { httpGet: { port: 8080 } } };

describe('servicePorts', () => {
  it.each<[string, string, object[], object, number]>([
    [
      'a name that no port has',
      'service-port-mismatch',
      [to('http'), ...listening(at8080)],
      {},
      0.97,
    ],
    [
      'a name that no port has, before there are pods',
      'service-port-mismatch',
      [to('http'), deployment({ container: at8080 })],
      {},
      0.97,
    ],
    [
      'a port that is not declared, and does not answer',
      'service-port-mismatch',
      [to(9090), ...listening(at8080)],
      DOWN,
      0.97,
    ],
    [
      'a port that is not declared, and not probed',
      'service-port-mismatch',
      [to(9090), ...listening({ ...at8080, ...probed })],
      {},
      0.75,
    ],
    [
      'a port that is not declared',
      'service-port-mismatch',
      [to(9090), ...listening(at8080)],
      {},
      0.4,
    ],
    [
      'a port that does not answer, where nothing is declared',
      'service-port-mismatch',
      [to(9090), ...listening({})],
      DOWN,
      0.85,
    ],
    [
      'another protocol',
      'service-protocol-mismatch',
      [to(8080, 'UDP'), ...listening(at8080)],
      DOWN,
      0.97,
    ],
    [
      'another protocol, without a test',
      'service-protocol-mismatch',
      [to(8080, 'UDP'), ...listening(at8080)],
      {},
      0.75,
    ],
    [
      'another protocol than probes speak',
      'service-protocol-mismatch',
      [to(8080, 'UDP'), ...listening(probed)],
      DOWN,
      0.97,
    ],
  ])('finds %s', (_, fault, objects, evidence, confidence) => {
    const found = detectIn(servicePorts, { objects, evidence });
    expect(inShort(found)).toEqual([`${fault} of Service cart`]);
    expect(found[0].confidence).toBe(confidence);
    expect(found[0].explains).toEqual([
      expect.objectContaining({ kind: 'Deployment', name: 'cart' }),
    ]);
  });

  it.each<[string, object[]]>([
    ['a declared port', [to(8080), ...listening(at8080)]],
    ['a declared name', [to('web'), ...listening(at8080)]],
    [
      'the same port when it says no other',
      [service({ spec: { ports: [{ port: 8080 }] } }), ...listening(at8080)],
    ],
    [
      'a port that a probe reaches',
      [to(8080), ...listening({ ports: [{ containerPort: 1 }], ...probed })],
    ],
    ['any port where nothing is declared', [to(9090), ...listening({})]],
    [
      'a workload that it does not select',
      [to('http'), deployment({ labels: { app: 'other' }, container: at8080 })],
    ],
    ['a name outside', [service({ spec: { type: 'ExternalName' } })]],
    ['nothing', [{ kind: 'Service', metadata: { name: 'bare' } }]],
    [
      'a sidecar',
      [
        to('mesh'),
        pod({
          isReady: true,
          container: at8080,
          spec: {
            initContainers: [
              {
                name: 'proxy',
                restartPolicy: 'Always',
                ports: [{ name: 'mesh', containerPort: 15001 }],
              },
            ],
          },
        }),
      ],
    ],
  ])('is silent about a Service that leads to %s', (_, objects) => {
    const logsOf = jest.fn();
    expect(detectIn(servicePorts, { objects, evidence: { logsOf } })).toEqual(
      [],
    );
    expect(logsOf).not.toHaveBeenCalled();
  });
});
