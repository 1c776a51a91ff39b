import type { InputField } from '@groundcrew/plugin-operations-common';
import { fieldsInTheWay, initialValues, inputOf } from './fieldValues';

const replicas: InputField = {
  name: 'replicas',
  label: 'Replicas',
  type: 'integer',
  required: true,
  minimum: 0,
  maximum: 10,
  default: 3,
};
const revision: InputField = {
  name: 'revision',
  label: 'Revision',
  type: 'choice',
  required: true,
  options: [
    { value: 4, label: '4' },
    { value: 5, label: '5' },
  ],
};
const image: InputField = {
  name: 'image',
  label: 'Image',
  type: 'text',
  required: false,
  maxLength: 5,
};
const force: InputField = {
  name: 'force',
  label: 'Force',
  type: 'boolean',
  required: true,
};

describe('fieldValues', () => {
  it('begins with what was asked for, then with defaults', () => {
    const fields = [replicas, revision, image, force];
    expect(initialValues(fields)).toEqual({
      replicas: 3,
      revision: undefined,
      image: undefined,
      force: false,
    });
    expect(
      initialValues(fields, { replicas: 7, revision: 4, image: {} }),
    ).toEqual({ replicas: 7, revision: 4, image: undefined, force: false });
  });

  it.each([
    [replicas, 0, true],
    [replicas, 10, true],
    [replicas, 11, false],
    [replicas, -1, false],
    [replicas, 1.5, false],
    [replicas, undefined, false],
    [revision, 4, true],
    // A number is not its name.
    [revision, '4', false],
    [revision, 6, false],
    [image, undefined, true],
    [image, '', true],
    [image, '12345', true],
    [image, '123456', false],
    [force, true, true],
  ])('accepts in %j the value %j: %s', (field, value, isAccepted) => {
    expect(fieldsInTheWay([field], { [field.name]: value })).toEqual(
      isAccepted ? [] : [field.name],
    );
  });

  it('asks with what is filled in over what came from outside', () => {
    expect(
      inputOf({ replicas: 5, image: '', revision: undefined }, { pod: 'a' }),
    ).toEqual({ pod: 'a', replicas: 5 });
  });
});
