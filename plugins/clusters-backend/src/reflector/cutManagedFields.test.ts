import { cutManagedFields } from './cutManagedFields';

const strip = (json: string) =>
  cutManagedFields(Buffer.from(json)).toString('utf8');

describe('cutManagedFields', () => {
  it.each([
    {},
    { metadata: { name: 'x' } },
    { metadata: { managedFields: [], name: 'grüße 漢字' } },
    {
      metadata: {
        annotations: { note: 'says "managedFields":[ too, \\' },
        managedFields: [
          { manager: 'a]"\\', fieldsV1: { 'k:{"name":"[x"}': { '.': [[]] } } },
          { manager: 'b' },
        ],
        name: 'x',
      },
      spec: { managedFields: ['stays'] },
    },
  ])('leaves all the rest of %j', (object: { metadata?: object }) => {
    const expected = structuredClone(object) as {
      metadata?: { managedFields?: unknown[] };
    };
    if (expected.metadata?.managedFields) {
      expected.metadata.managedFields = [];
    }
    expect(JSON.parse(strip(JSON.stringify(object)))).toEqual(expected);
  });

  it.each([
    '',
    '{"managedFields":[',
    '{"managedFields":["',
    '{"managedFields":["\\',
  ])('passes on what is not JSON: %j', text => expect(strip(text)).toBe(text));
});
