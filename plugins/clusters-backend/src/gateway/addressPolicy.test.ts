import { checkAddress, checkServerUrl } from './addressPolicy';

const strict = { allowLoopback: false };
const local = { allowLoopback: true };

describe('checkAddress', () => {
  it.each([
    '10.0.0.1',
    '172.16.3.4',
    '192.168.1.10',
    '8.8.8.8',
    '100.64.0.1',
    'fd12:3456::1',
    '2001:db8::1',
    '::ffff:10.0.0.1',
  ])('allows %s', address => {
    expect(checkAddress(address, strict)).toEqual({ allowed: true });
  });

  it.each([
    ['169.254.169.254', /metadata/],
    ['::ffff:169.254.169.254', /metadata/],
    ['::ffff:a9fe:a9fe', /metadata/],
    ['64:ff9b::a9fe:a9fe', /metadata/],
    ['2002:a9fe:a9fe::1', /metadata/],
    ['::169.254.169.254', /metadata/],
    ['fd00:ec2::254', /metadata/],
    ['fd00:0ec2:0:0:0:0:0:254', /metadata/],
    ['100.100.100.200', /metadata/],
    ['168.63.129.16', /metadata/],
    ['169.254.1.1', /link-local/],
    ['fe80::1', /link-local/],
    ['fe80::1%eth0', /link-local/],
    ['febf::1', /link-local/],
    ['0.0.0.0', /unspecified/],
    ['0.1.2.3', /unspecified/],
    ['::', /unspecified/],
    ['224.0.0.1', /multicast/],
    ['255.255.255.255', /broadcast/],
    ['ff02::1', /multicast/],
    ['127.0.0.1', /this machine/],
    ['127.9.9.9', /this machine/],
    ['::1', /this machine/],
    ['::ffff:127.0.0.1', /this machine/],
    ['not-an-address', /not an IP/],
  ])('refuses %s', (address, reason) => {
    expect(checkAddress(address, strict)).toEqual({
      allowed: false,
      reason: expect.stringMatching(reason),
    });
  });

  it('allows loopback, and nothing else more, where config says so', () => {
    expect(checkAddress('127.0.0.1', local).allowed).toBe(true);
    expect(checkAddress('::1', local).allowed).toBe(true);
    expect(checkAddress('169.254.169.254', local).allowed).toBe(false);
    expect(checkAddress('0.0.0.0', local).allowed).toBe(false);
  });
});

describe('checkServerUrl', () => {
  it.each([
    'https://10.0.0.1:6443',
    'https://prod.example.com',
    'https://[2001:db8::1]:6443',
    'https://rancher.example.com/k8s/clusters/c-1',
  ])('allows %s', server => {
    expect(checkServerUrl(server, strict)).toEqual({ allowed: true });
  });

  it.each([
    ['http://prod.example.com', /https/],
    ['file:///etc/passwd', /https/],
    ['prod.example.com', /not a URL/],
    ['', /not a URL/],
    ['https://user:secret@prod.example.com', /credentials/],
    ['https://prod.example.com/?a=b', /query/],
    ['https://169.254.169.254/', /metadata/],
    ['https://0xa9fea9fe/', /metadata/],
    ['https://2852039166/', /metadata/],
    ['https://[::ffff:169.254.169.254]/', /metadata/],
    ['https://metadata.google.internal/', /metadata/],
    ['https://METADATA.google.internal./', /metadata/],
    ['https://127.1/', /this machine/],
    ['https://localhost:6443', /this machine/],
    ['https://api.localhost:6443', /this machine/],
    ['https://[::1]:6443', /this machine/],
    ['https://0/', /unspecified/],
  ])('refuses %s', (server, reason) => {
    expect(checkServerUrl(server, strict)).toEqual({
      allowed: false,
      reason: expect.stringMatching(reason),
    });
  });

  it('allows this machine where config says so', () => {
    expect(checkServerUrl('https://localhost:6443', local).allowed).toBe(true);
    expect(checkServerUrl('https://127.0.0.1:6443', local).allowed).toBe(true);
  });
});
