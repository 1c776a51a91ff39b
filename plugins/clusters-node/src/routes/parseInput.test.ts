import {
  connectionTestInputSchema,
  logQuerySchema,
  objectQuerySchema,
  rbacManifestQuerySchema,
  registrationInputSchema,
} from '@groundcrew/plugin-clusters-common';
import type { z } from 'zod/v3';
import { parseInput } from './parseInput';

const secret = 'secret-that-nobody-may-see';

function errorOf(call: () => unknown): Error {
  try {
    call();
  } catch (error) {
    return error as Error;
  }
  throw new Error('it did not throw');
}

describe('parseInput', () => {
  it('reads what is right, with defaults', () => {
    expect(
      parseInput(logQuerySchema, { follow: '', tailLines: '7' }),
    ).toMatchObject({
      follow: true,
      previous: false,
      tailLines: 7,
    });
  });

  it.each<[string, z.ZodTypeAny, unknown, RegExp]>([
    [
      'a missing field',
      objectQuerySchema,
      { kind: 'Pod' },
      /^name: is missing$/,
    ],
    [
      'a field that is given twice',
      objectQuerySchema,
      { kind: 'Pod', name: ['a', 'b'] },
      /^name: /,
    ],
    ['a number out of range', logQuerySchema, { tailLines: 0 }, /^tailLines: /],
    [
      'a flag that is none',
      logQuerySchema,
      { follow: secret },
      /follow: must be one of true, false/,
    ],
    [
      'a format that there is not',
      rbacManifestQuerySchema,
      { format: secret },
      /format: must be "yaml"/,
    ],
    ['nothing', registrationInputSchema, undefined, /^input: is missing$/],
    [
      'a name that is none',
      registrationInputSchema,
      {
        name: 'Not A Name',
        connection: { kubeconfig: 'x' },
      },
      /^name: must be lower-case/,
    ],
    [
      'the forms that are closest to what was meant',
      connectionTestInputSchema,
      {
        connection: {
          server: 'https://x',
          credentials: { clientCertificate: secret },
        },
      },
      /^connection\.credentials\.token: is missing, or connection\.credentials\.clientKey: is missing$/,
    ],
    [
      'credentials of another type',
      connectionTestInputSchema,
      { connection: { server: 'https://x', credentials: { token: [secret] } } },
      /^connection\.credentials\.token: /,
    ],
    [
      'a kubeconfig that is no text',
      connectionTestInputSchema,
      { connection: { kubeconfig: { token: secret } } },
      /^connection\.kubeconfig: /,
    ],
  ])('names %s, and repeats no value', (_, schema, input, words) => {
    const error = errorOf(() => parseInput(schema, input));
    expect(error.name).toBe('InputError');
    expect(error.message).toMatch(words);
    expect(error.message).not.toContain(secret);
  });
});
