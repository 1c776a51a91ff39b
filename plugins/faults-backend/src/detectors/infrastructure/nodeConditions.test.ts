import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { nodeConditions } from './nodeConditions';

const node = (conditions: string) => `
kind: Node
metadata: { name: node-1 }
status: { conditions: [${conditions}] }
`;

describe('nodeConditions', () => {
  it.each([
    ['MemoryPressure', 'node-memory-pressure'],
    ['DiskPressure', 'node-disk-pressure'],
    ['PIDPressure', 'node-pid-pressure'],
    ['NetworkUnavailable', 'node-network-unavailable'],
    ['KernelDeadlock', 'node-kernel-deadlock'],
  ])('finds %s', (type, fault) => {
    expect(
      detectIn(nodeConditions, {
        objects: node(`{ type: ${type}, status: 'True', message: so it is }`),
      }),
    ).toMatchObject([
      { fault, evidence: [{ message: `${type}: so it is` }], explains: [] },
    ]);
  });

  it.each([
    ['False', "{ type: MemoryPressure, status: 'False' }"],
    ['unknown to us', "{ type: Weather, status: 'True' }"],
    ['of a name that objects have', "{ type: constructor, status: 'True' }"],
    ['nothing', 'null'],
  ])('is silent about a condition that is %s', (_, conditions) => {
    expect(detectIn(nodeConditions, { objects: node(conditions) })).toEqual([]);
  });
});
