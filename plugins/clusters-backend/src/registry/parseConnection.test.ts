import { generateKeyPairSync } from 'node:crypto';
import { generate } from 'selfsigned';
import { stringify } from 'yaml';
import { parseConnection } from './parseConnection';

const server = 'https://kubernetes.example.com:6443';
const token = 'token-that-nobody-may-see';

describe('parseConnection', () => {
  let pem: { cert: string; private: string };
  beforeAll(async () => {
    pem = await generate([{ name: 'commonName', value: 'operator' }], {
      keyType: 'ec',
      algorithm: 'sha256',
    });
  });

  const base64 = (text: string) => Buffer.from(text).toString('base64');

  /** A kubeconfig with one context, and with what a test changes in it. */
  function kubeconfig(
    change: {
      cluster?: object;
      user?: object;
      context?: object;
      config?: object;
    } = {},
  ): string {
    return stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'main',
      clusters: [{ name: 'c', cluster: { server, ...change.cluster } }],
      users: [{ name: 'u', user: change.user ?? { token } }],
      contexts: [
        {
          name: 'main',
          context: { cluster: 'c', user: 'u', ...change.context },
        },
      ],
      ...change.config,
    });
  }

  const parse = (text: string, context?: string) =>
    parseConnection({ kubeconfig: text, context });

  it('takes a token', () => {
    expect(parse(kubeconfig())).toEqual({
      connection: { server, credentials: { token } },
    });
  });

  it('takes a CA and a client certificate', () => {
    const text = kubeconfig({
      cluster: { 'certificate-authority-data': base64(pem.cert) },
      user: {
        'client-certificate-data': base64(pem.cert),
        'client-key-data': base64(pem.private),
      },
    });
    expect(parse(text)).toEqual({
      connection: {
        server,
        certificateAuthority: pem.cert,
        credentials: { clientCertificate: pem.cert, clientKey: pem.private },
      },
    });
  });

  it('takes a kubeconfig in JSON, and ignores what tools add', () => {
    const text = JSON.stringify({
      'current-context': 'main',
      preferences: {},
      clusters: [
        {
          name: 'c',
          cluster: {
            server,
            extensions: [{ name: 'minikube' }],
            'insecure-skip-tls-verify': false,
          },
        },
      ],
      users: [{ name: 'u', user: { token } }],
      contexts: [
        { name: 'main', context: { cluster: 'c', user: 'u', namespace: 'x' } },
      ],
    });
    expect(parse(text)).toHaveProperty('connection.server', server);
  });

  it('takes the context that is asked for, whatever the others hold', () => {
    const text = kubeconfig({
      config: {
        users: [
          { name: 'u', user: { exec: { command: 'aws' } } },
          { name: 'v', user: { token } },
        ],
        contexts: [
          { name: 'main', context: { cluster: 'c', user: 'u' } },
          { name: 'other', context: { cluster: 'c', user: 'v' } },
        ],
      },
    });
    expect(parse(text, ' other ')).toHaveProperty('connection');
    expect(parse(text)).toHaveProperty('refused');
  });

  it.each<[string, () => string, RegExp]>([
    [
      'a command',
      () =>
        kubeconfig({ user: { exec: { command: 'sh', args: ['-c', 'id'] } } }),
      /User 'u': 'exec' runs a command/,
    ],
    [
      'a command beside a token',
      () => kubeconfig({ user: { token, exec: { command: 'sh' } } }),
      /'exec' runs a command/,
    ],
    [
      'an auth provider',
      () => kubeconfig({ user: { 'auth-provider': { name: 'gcp' } } }),
      /'auth-provider' runs a plugin/,
    ],
    [
      'a token file',
      () => kubeconfig({ user: { tokenFile: '/etc/passwd' } }),
      /'tokenFile' names a file/,
    ],
    [
      'a certificate file',
      () => kubeconfig({ user: { 'client-certificate': '/c.pem' } }),
      /'client-certificate' names a file/,
    ],
    [
      'a key file',
      () => kubeconfig({ user: { 'client-key': '/k.pem' } }),
      /'client-key' names a file/,
    ],
    [
      'a CA file',
      () => kubeconfig({ cluster: { 'certificate-authority': '/ca.pem' } }),
      /'certificate-authority' names a file/,
    ],
    [
      'a proxy',
      () => kubeconfig({ cluster: { 'proxy-url': 'http://proxy' } }),
      /'proxy-url'/,
    ],
    [
      'a user name',
      () => kubeconfig({ user: { username: 'admin' } }),
      /'username' is basic/,
    ],
    [
      'a password',
      () => kubeconfig({ user: { password: 'hunter2' } }),
      /'password' is basic/,
    ],
    [
      'no verification',
      () => kubeconfig({ cluster: { 'insecure-skip-tls-verify': true } }),
      /'insecure-skip-tls-verify'.*Give the CA/,
    ],
    [
      'another name in TLS',
      () => kubeconfig({ cluster: { 'tls-server-name': 'x' } }),
      /'tls-server-name'/,
    ],
    ...['as', 'as-uid', 'as-groups', 'as-user-extra'].map(
      (field): [string, () => string, RegExp] => [
        `impersonation by ${field}`,
        () => kubeconfig({ user: { token, [field]: ['x'] } }),
        new RegExp(`'${field}' acts as somebody else`),
      ],
    ),
    [
      'a field that it does not know',
      () => kubeconfig({ user: { token, credentialPlugin: 'x' } }),
      /'credentialPlugin' is not supported/,
    ],
    [
      'plain http',
      () => kubeconfig({ cluster: { server: 'http://k8s:8080' } }),
      /starts with http:\/\//,
    ],
    [
      'another protocol',
      () => kubeconfig({ cluster: { server: 'file:///etc/passwd' } }),
      /must start with https/,
    ],
    [
      'an address that is none',
      () => kubeconfig({ cluster: { server: 'kubernetes' } }),
      /not a URL/,
    ],
    [
      'a password in the address',
      () => kubeconfig({ cluster: { server: 'https://a:b@k8s' } }),
      /user name or a password/,
    ],
    [
      'a query in the address',
      () => kubeconfig({ cluster: { server: 'https://k8s?x=1' } }),
      /query/,
    ],
    [
      'no server',
      () => kubeconfig({ cluster: { server: undefined } }),
      /has no server/,
    ],
    ['no credentials', () => kubeconfig({ user: {} }), /has no credentials/],
    [
      'a certificate without its key',
      () => kubeconfig({ user: { 'client-certificate-data': base64('x') } }),
      /needs both/,
    ],
    [
      'two kinds of credentials',
      () =>
        kubeconfig({
          user: { token, 'client-certificate-data': base64(pem.cert) },
        }),
      /both a token and a client certificate/,
    ],
    [
      'a token of several lines',
      () => kubeconfig({ user: { token: 'a\r\nHost: evil' } }),
      /The token contains/,
    ],
    [
      'no current context',
      () => kubeconfig({ config: { 'current-context': '' } }),
      /no current context.*'main'/,
    ],
    [
      'a current context that there is not',
      () => kubeconfig({ config: { 'current-context': 'gone' } }),
      /no context 'gone'.*'main'/,
    ],
    [
      'no contexts at all',
      () =>
        kubeconfig({ config: { 'current-context': undefined, contexts: [] } }),
      /no contexts at all/,
    ],
    [
      'a cluster that there is not',
      () => kubeconfig({ context: { cluster: 'gone' } }),
      /no cluster 'gone'/,
    ],
    [
      'two users of one name',
      () =>
        kubeconfig({
          config: {
            users: [
              { name: 'u', user: { token } },
              { name: 'u', user: { token: 'another' } },
            ],
          },
        }),
      /more than one user 'u'/,
    ],
    [
      'lists that are none',
      () => kubeconfig({ config: { users: 'u' } }),
      /'users' is not a list/,
    ],
    [
      'text that is no kubeconfig',
      () => `hello ${token}`,
      /not a set of fields/,
    ],
    ['nothing', () => '\n', /is empty|not a set/],
    [
      'broken YAML, with its line',
      () => `users:\n- name: u\n  user:\n\t  token: ${token}\n`,
      /not valid YAML: see line 4/,
    ],
    [
      'YAML with an open quote',
      () => `token: "${token}`,
      /not valid YAML: see line 1/,
    ],
    [
      'several documents',
      () => `${kubeconfig()}---\n${kubeconfig()}`,
      /several YAML documents/,
    ],
    [
      'aliases that unfold',
      () => `a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nusers: [*c, *c]\n`,
      /aliases/,
    ],
    ['deep nesting', () => '['.repeat(9_000), /not valid YAML/],
    [
      'a map that takes minutes to read',
      () => 'a:\n'.repeat(100_000),
      /more lines and entries/,
    ],
    ['too much text', () => 'x'.repeat(524_289), /larger than 512 kB/],
  ])('refuses %s', (_, text, words) => {
    const parsed = parse(text());
    expect(parsed).toEqual({ refused: expect.stringMatching(words) });
    expect(JSON.stringify(parsed)).not.toContain(token);
    expect(JSON.stringify(parsed)).not.toContain('hunter2');
  });

  it('refuses a context that there is not', () => {
    expect(parse(kubeconfig(), 'gone')).toEqual({
      refused: expect.stringMatching(/no context 'gone'.*'main'/),
    });
  });

  describe('without a kubeconfig', () => {
    it('takes a server and a token, as people paste them', () => {
      expect(
        parseConnection({
          server: ` ${server}\n`,
          certificateAuthority: `\n${pem.cert}\n`,
          credentials: { token: `${token}\n` },
        }),
      ).toEqual({
        connection: {
          server,
          certificateAuthority: pem.cert.trim(),
          credentials: { token },
        },
      });
    });

    it('takes an empty CA for none', () => {
      expect(
        parseConnection({
          server,
          certificateAuthority: ' ',
          credentials: { token },
        }),
      ).toEqual({ connection: { server, credentials: { token } } });
    });

    const otherKey = () =>
      generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
        type: 'pkcs8',
        format: 'pem',
      }) as string;
    const encryptedKey = () =>
      generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
        type: 'pkcs8',
        format: 'pem',
        cipher: 'aes-256-cbc',
        passphrase: 'x',
      }) as string;

    it.each<[string, () => Parameters<typeof parseConnection>[0], RegExp]>([
      [
        'a CA that is none',
        () => ({
          server,
          certificateAuthority: 'trust me',
          credentials: { token },
        }),
        /CA is not a certificate/,
      ],
      [
        'a CA that was cut off',
        () => ({
          server,
          certificateAuthority:
            '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
          credentials: { token },
        }),
        /cannot be read/,
      ],
      [
        'a certificate that is none',
        () => ({
          server,
          credentials: { clientCertificate: 'x', clientKey: pem.private },
        }),
        /client certificate is not/,
      ],
      [
        'a key that is none',
        () => ({
          server,
          credentials: { clientCertificate: pem.cert, clientKey: 'x' },
        }),
        /client key is not/,
      ],
      [
        'the key of another certificate',
        () => ({
          server,
          credentials: { clientCertificate: pem.cert, clientKey: otherKey() },
        }),
        /does not belong/,
      ],
      [
        'a key with a passphrase',
        () => ({
          server,
          credentials: {
            clientCertificate: pem.cert,
            clientKey: encryptedKey(),
          },
        }),
        /passphrase/,
      ],
    ])('refuses %s', (_, input, words) => {
      expect(parseConnection(input())).toEqual({
        refused: expect.stringMatching(words),
      });
    });
  });
});
