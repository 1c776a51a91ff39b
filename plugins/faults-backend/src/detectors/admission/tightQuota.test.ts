import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { tightQuota } from './tightQuota';

const deployment = (replicas: number, strategy = '') => `
kind: Deployment
metadata: { name: web }
spec:
  replicas: ${replicas}
  strategy: { ${strategy} }
  template: { spec: { containers: [{ name: c, resources: { requests: { cpu: 500m } } }] } }
status: { replicas: ${replicas} }
`;
const quota = (hard: string, used: string) => `
kind: ResourceQuota
metadata: { name: q }
status: { hard: { ${hard} }, used: { ${used} } }
`;
const FULL = quota(
  'pods: "4", requests.cpu: "3"',
  'pods: "4", requests.cpu: "2"',
);
const rolling = (maxUnavailable: string) =>
  `rollingUpdate: { maxUnavailable: ${maxUnavailable} }`;

describe('tightQuota', () => {
  it.each<[string, string, string, boolean]>([
    ['one replica, by default', deployment(1), FULL, true],
    ['a quarter of three', deployment(3), FULL, true],
    ['a quarter of four', deployment(4), FULL, false],
    ['none may go', deployment(4, rolling('0')), FULL, true],
    ['0 % may go', deployment(4, rolling('0%')), FULL, true],
    ['one may go', deployment(4, rolling('1')), FULL, false],
    ['all go first', deployment(1, 'type: Recreate'), FULL, false],
    ['it runs nothing', deployment(0), FULL, false],
    ['there is room', deployment(1), quota('pods: "4"', 'pods: "3"'), false],
    ['there is no quota', deployment(1), '', false],
  ])('%s', (_, workload, limits, isTight) => {
    const findings = detectIn(tightQuota, { objects: [workload, limits] });
    expect(
      findings.map(({ fault, confidence }) => [fault, confidence]),
    ).toEqual(isTight ? [['quota-forbids-rollout', 0.4]] : []);
  });
});
