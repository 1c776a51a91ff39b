import {
  applyJsonPatch,
  applyMergePatch,
  applyStrategicMergePatch,
} from './patches';

describe('applyJsonPatch', () => {
  const document = { a: 1, list: ['x', 'y'], 'sl/ash': { 'til~de': 1 } };

  it.each([
    ['add', [{ op: 'add', path: '/b', value: 2 }], { ...document, b: 2 }],
    [
      'add to a list',
      [{ op: 'add', path: '/list/1', value: 'z' }],
      { ...document, list: ['x', 'z', 'y'] },
    ],
    [
      'append',
      [{ op: 'add', path: '/list/-', value: 'z' }],
      { ...document, list: ['x', 'y', 'z'] },
    ],
    [
      'remove',
      [{ op: 'remove', path: '/list/0' }],
      { ...document, list: ['y'] },
    ],
    [
      'replace',
      [{ op: 'replace', path: '/a', value: null }],
      { ...document, a: null },
    ],
    [
      'replace what is missing, which API servers take for add',
      [{ op: 'replace', path: '/b', value: 2 }],
      { ...document, b: 2 },
    ],
    [
      'escaped names',
      [{ op: 'replace', path: '/sl~1ash/til~0de', value: 2 }],
      { ...document, 'sl/ash': { 'til~de': 2 } },
    ],
    [
      'move',
      [{ op: 'move', from: '/a', path: '/b' }],
      { list: document.list, 'sl/ash': document['sl/ash'], b: 1 },
    ],
    [
      'copy',
      [{ op: 'copy', from: '/list', path: '/copy' }],
      { ...document, copy: ['x', 'y'] },
    ],
    ['test', [{ op: 'test', path: '/list', value: ['x', 'y'] }], document],
    ['the whole', [{ op: 'add', path: '', value: { c: 1 } }], { c: 1 }],
  ])('%s', (_title, patch, expected) => {
    const before = JSON.stringify(document);
    expect(applyJsonPatch<unknown>(document, patch)).toEqual(expected);
    expect(JSON.stringify(document)).toBe(before);
  });

  it.each([
    ['a failing test', [{ op: 'test', path: '/a', value: 2 }]],
    ['removing what is missing', [{ op: 'remove', path: '/b' }]],
    ['a missing parent', [{ op: 'add', path: '/b/c', value: 1 }]],
    ['an index out of range', [{ op: 'add', path: '/list/9', value: 1 }]],
    ['replacing no item', [{ op: 'replace', path: '/list/9', value: 1 }]],
    ['an unknown operation', [{ op: 'frob', path: '/a' }]],
  ])('refuses %s with a 422', (_title, patch) => {
    expect(() => applyJsonPatch(document, patch)).toThrow(
      expect.objectContaining({ code: 422 }),
    );
  });

  it('refuses what is no list', () => {
    expect(() => applyJsonPatch(document, {})).toThrow(
      expect.objectContaining({ code: 400 }),
    );
  });
});

it('applyMergePatch merges objects, replaces lists and removes by null', () => {
  expect(
    applyMergePatch<unknown>(
      { a: { b: 1, c: 2 }, list: [1, 2], gone: 1 },
      { a: { c: 3 }, list: [9], gone: null, new: { x: null, y: 1 } },
    ),
  ).toEqual({ a: { b: 1, c: 3 }, list: [9], new: { y: 1 } });
});

describe('applyStrategicMergePatch', () => {
  const document = {
    containers: [
      { name: 'a', image: 'a:1', env: [{ name: 'X', value: '1' }] },
      { name: 'b', image: 'b:1', args: ['one'] },
    ],
    volumes: [{ name: 'v', emptyDir: {} }],
    finalizers: ['one'],
  };

  it('merges items of a list by their key', () => {
    expect(
      applyStrategicMergePatch<unknown>(document, {
        containers: [
          { name: 'b', image: 'b:2', args: ['two'] },
          { name: 'a', env: [{ name: 'Y', value: '2' }] },
        ],
      }),
    ).toEqual({
      ...document,
      containers: [
        { name: 'b', image: 'b:2', args: ['two'] },
        {
          name: 'a',
          image: 'a:1',
          env: [
            { name: 'Y', value: '2' },
            { name: 'X', value: '1' },
          ],
        },
      ],
    });
  });

  it('understands the directives', () => {
    expect(
      applyStrategicMergePatch<unknown>(document, {
        '$setElementOrder/containers': [{ name: 'c' }, { name: 'a' }],
        containers: [
          { name: 'b', $patch: 'delete' },
          { name: 'c', image: 'c:1' },
        ],
        volumes: [{ name: 'w', secret: {} }, { $patch: 'replace' }],
        '$deleteFromPrimitiveList/finalizers': ['one'],
      }),
    ).toEqual({
      containers: [{ name: 'c', image: 'c:1' }, document.containers[0]],
      volumes: [{ name: 'w', secret: {} }],
      finalizers: [],
    });
    expect(
      applyStrategicMergePatch<unknown>(
        { strategy: { type: 'RollingUpdate', rollingUpdate: {} } },
        { strategy: { $retainKeys: ['type'], type: 'Recreate' } },
      ),
    ).toEqual({ strategy: { type: 'Recreate' } });
    expect(
      applyStrategicMergePatch<unknown>(
        { a: { b: 1 } },
        { a: { $patch: 'replace', c: 2 } },
      ),
    ).toEqual({ a: { c: 2 } });
  });
});
