import { specDigest, type RawObject } from '@groundcrew/plugin-clusters-node';
import { parsePodLine } from './parsePodLine';
import { withSpecDigests } from './withSpecDigests';

const pod = (spec: object, status: object = { phase: 'Running' }) => ({
  kind: 'Pod',
  apiVersion: 'v1',
  metadata: {
    name: 'checkout',
    annotations: { tricky: '{"a":1,"spec":{"b":2},"status":{}}' },
    managedFields: [{ manager: 'kubelet', fieldsV1: { 'f:spec': {} } }],
  },
  spec,
  status,
});

function read(object: object) {
  const line = Buffer.from(JSON.stringify({ type: 'MODIFIED', object }));
  const event = parsePodLine(line);
  // Its memory is used for the next line.
  line.fill('x');
  return event as { type: string; object: RawObject } | undefined;
}

describe('parsePodLine', () => {
  const spec = {
    containers: [{ name: 'app', command: ['say', ',"status":{'] }],
    volumes: [
      { ephemeral: { volumeClaimTemplate: { spec: { accessModes: [] } } } },
    ],
  };

  it('reads a pod as JSON.parse does, without its managed fields', () => {
    const { metadata, ...rest } = pod(spec);
    expect(read(pod(spec))).toMatchObject({
      type: 'MODIFIED',
      object: { ...rest, metadata: { ...metadata, managedFields: [] } },
    });
  });

  it('reads one whose managed fields are not the last of its metadata', () => {
    const { metadata, ...rest } = pod(spec);
    const { managedFields } = metadata;
    const object = {
      kind: 'Pod',
      metadata: { managedFields, name: 'x', uid: 'u' },
      spec: rest.spec,
      status: rest.status,
    };
    expect(read(object)?.object.metadata).toEqual({
      managedFields: [],
      name: 'x',
      uid: 'u',
    });
  });

  it('tells by a digest whether the spec has changed', () => {
    const digestOf = (...args: Parameters<typeof pod>) =>
      read(pod(...args))?.object[specDigest];
    expect(digestOf(spec)).toBeDefined();
    expect(digestOf(spec, { phase: 'Failed' })).toBe(digestOf(spec));
    expect(digestOf({ ...spec, nodeName: 'node-1' })).not.toBe(digestOf(spec));
  });

  it('tells the same of a pod in a list', () => {
    const [listed] = withSpecDigests([structuredClone(pod(spec))]);
    expect(read(pod(spec))?.object[specDigest]).toBe(listed[specDigest]);
  });

  it.each([
    ['without a spec', { kind: 'Pod', status: { phase: 'Running' } }],
    ['without a status', { kind: 'Pod', spec }],
    ['with its fields in another order', { status: {}, spec }],
  ])('leaves a pod %s to others', (_what, object) => {
    expect(read(object)).toBeUndefined();
  });

  it('fails on what is cut off', () => {
    const line = JSON.stringify({ type: 'MODIFIED', object: pod(spec) });
    expect(() => parsePodLine(Buffer.from(line.slice(0, -3)))).toThrow(
      SyntaxError,
    );
  });
});
