import { looksSecret, maskCredentials } from './credentials';

describe('looksSecret', () => {
  it.each([
    'PASSWORD',
    'DB_PASSWORD',
    'dbPasswd',
    'spring.datasource.password',
    'API_KEY',
    'api-key',
    'apiKey',
    'AWS_SECRET_ACCESS_KEY',
    'GITHUB_TOKEN',
    'privateKey',
    'tls.key',
    'id_rsa',
    'CREDENTIALS',
    'DATABASE_DSN',
    'ConnectionString',
    '.dockerconfigjson',
    '--client-secret',
  ])('%s is', name => expect(looksSecret(name)).toBe(true));

  it.each([
    'LOG_LEVEL',
    'PORT',
    'KEYBOARD',
    'SECRET_NAME',
    'PASSWORD_FILE',
    'TOKEN_TTL',
    'monkey',
    'primary_key_column',
    'ca.crt',
  ])('%s is not', name => expect(looksSecret(name)).toBe(false));
});

describe('maskCredentials', () => {
  it.each([
    [
      'postgres://app:hunter2@db:5432/shop',
      'postgres://app:<masked>@db:5432/shop',
    ],
    ['redis://:hunter2@cache', 'redis://:<masked>@cache'],
    ['amqp://a:p@ss:w@rd@mq/v', 'amqp://a:<masked>@mq/v'],
    ['https://ghp_abc@github.com/x', 'https://<masked>@github.com/x'],
    ['ssh://git@github.com/x', 'ssh://git@github.com/x'],
    ['http://shop:8080/users/@me', 'http://shop:8080/users/@me'],
    [
      'docker-pullable://registry:5000/app@sha256:0123',
      'docker-pullable://registry:5000/app@sha256:0123',
    ],
    ['app:hunter2@tcp(db:3306)/shop', 'app:<masked>@tcp(db:3306)/shop'],
    [
      'Server=db;User Id=sa;Password=hunter2;Encrypt=true',
      'Server=db;User Id=sa;Password=<masked>;Encrypt=true',
    ],
    ['host=db password=hunter2 user=app', 'host=db password=<masked> user=app'],
    ['--password=hunter2', '--password=<masked>'],
    ['serve --token hunter2 --port 80', 'serve --token <masked> --port 80'],
    ['-Ddb.password=hunter2', '-Ddb.password=<masked>'],
    [
      '{"password": "hunter2", "port": 1}',
      '{"password": "<masked>", "port": 1}',
    ],
    ['{"password":"hun\\"ter2"}', '{"password":"<masked>"}'],
    ['db.password: hunter2\nport: 1', 'db.password: <masked>\nport: 1'],
    ['<password>hunter2</password>', '<password><masked></password>'],
    ['token: |\n  hunter2\n  more\nport: 1', 'token: |\n  <masked>\nport: 1'],
    [
      'a\n-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----\nb',
      'a\n<masked>\nb',
    ],
    ['Authorization: Bearer abcdefghijkl', 'Authorization: <masked> <masked>'],
    ['curl -H "X: Bearer abcdefghijkl"', 'curl -H "X: Bearer <masked>"'],
    ['passwordFile: /run/secret', 'passwordFile: /run/secret'],
    ['the secret of success', 'the secret of success'],
    ['LOG_LEVEL=debug', 'LOG_LEVEL=debug'],
  ])('%j becomes %j', (text, masked) => {
    expect(maskCredentials(text)).toBe(masked);
  });

  it.each([
    ['a run of letters', 'a'],
    ['dashes', '-'],
    ['addresses', 'http://a:b'],
    ['names', 'password'],
    ['angle brackets', '<a>'],
    ['lines', ' \n'],
    ['open quotes', 'password="'],
  ])('takes time in proportion to the length: %s', (_name, unit) => {
    // Quadratic time would be hours here; the runner's own limit ends it.
    const text = `password ${unit.repeat(400_000 / unit.length)}`;
    expect(maskCredentials(text).length).toBeGreaterThan(0);
  });
});
