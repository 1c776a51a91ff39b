import { BlockList, isIP, isIPv6 } from 'node:net';

/** What an installation allows beyond the strict policy. */
export interface AddressPolicy {
  /** Addresses of this very machine: for the sandbox and for tests. */
  allowLoopback: boolean;
}

/** Whether an address may be connected to. */
export type AddressVerdict =
  | { allowed: true }
  /** In words, for people. */
  | { allowed: false; reason: string };

interface RefusedRange {
  reason: string;
  ranges: readonly (readonly [address: string, prefix: number])[];
}

// The metadata services of clouds hand credentials to whoever can reach them: AWS and most others, AWS over IPv6,
// Alibaba, Azure's wire server, Oracle, and Google over IPv6.
const metadataServices: RefusedRange = {
  reason: 'it is the metadata service of a cloud',
  ranges: [
    ['169.254.169.254', 32],
    ['fd00:ec2::254', 128],
    ['100.100.100.200', 32],
    ['168.63.129.16', 32],
    ['192.0.0.192', 32],
    ['fd20:ce::254', 128],
  ],
};

const metadataNames = new Set([
  'metadata.google.internal',
  'metadata.goog',
  'metadata',
  'instance-data',
  'instance-data.ec2.internal',
]);

// Private ranges (10/8, 172.16/12, 192.168/16, fc00::/7) are not here: that is where clusters live.
const refusedRanges: readonly RefusedRange[] = [
  metadataServices,
  {
    reason: 'it is a link-local address',
    ranges: [
      ['169.254.0.0', 16],
      ['fe80::', 10],
    ],
  },
  {
    reason: 'it is an unspecified address',
    ranges: [
      ['0.0.0.0', 8],
      ['::', 128],
    ],
  },
  {
    reason: 'it is a multicast, broadcast or reserved address',
    ranges: [
      ['224.0.0.0', 4],
      ['240.0.0.0', 4],
      ['ff00::', 8],
    ],
  },
];

const loopback: RefusedRange = {
  reason:
    'it is an address of this machine (groundcrew.clusters.allowLoopback allows them)',
  ranges: [
    ['127.0.0.0', 8],
    ['::1', 128],
  ],
};

const compile = ({ reason, ranges }: RefusedRange) => {
  const list = new BlockList();
  for (const [address, prefix] of ranges) {
    list.addSubnet(address, prefix, isIPv6(address) ? 'ipv6' : 'ipv4');
  }
  return { reason, list };
};
const compiledRanges = refusedRanges.map(compile);
const compiledLoopback = compile(loopback);

/** The 16-bit groups of an IPv6 address. */
function groupsOf(address: string): number[] {
  // The URL parser writes any IPv6 address in its canonical, wholly hexadecimal form.
  const canonical = new URL(`http://[${address.split('%')[0]}]`).hostname.slice(
    1,
    -1,
  );
  const [head, tail] = canonical
    .split('::')
    .map(part => part.split(':').filter(Boolean));
  const missing = new Array(8 - head.length - (tail?.length ?? 0)).fill('0');
  return [...head, ...missing, ...(tail ?? [])].map(group =>
    parseInt(group, 16),
  );
}

/** The IPv4 address that an IPv6 address leads to: mapped, compatible, NAT64 (64:ff9b::/96) or 6to4 (2002::/16). */
function embeddedIpv4(address: string): string | undefined {
  const groups = groupsOf(address);
  const dotted = (high: number, low: number) =>
    [high >> 8, high & 255, low >> 8, low & 255].join('.');
  if (groups[0] === 0x2002) {
    return dotted(groups[1], groups[2]);
  }
  const isNat64 =
    groups[0] === 0x64 &&
    groups[1] === 0xff9b &&
    groups.slice(2, 6).every(group => group === 0);
  const isMappedOrCompatible =
    groups.slice(0, 5).every(group => group === 0) &&
    (groups[5] === 0xffff || groups[5] === 0) &&
    // `::` and `::1` are addresses of their own.
    (groups[6] !== 0 || groups[7] > 1);
  return isNat64 || isMappedOrCompatible
    ? dotted(groups[6], groups[7])
    : undefined;
}

/** Whether an IP address that comes from a user of the portal may be connected to. */
export function checkAddress(
  address: string,
  policy: AddressPolicy,
): AddressVerdict {
  if (!isIP(address)) {
    return { allowed: false, reason: 'it is not an IP address' };
  }
  const embedded = isIPv6(address) ? embeddedIpv4(address) : undefined;
  if (embedded) {
    return checkAddress(embedded, policy);
  }
  const family = isIPv6(address) ? 'ipv6' : 'ipv4';
  const bare = address.split('%')[0];
  for (const { reason, list } of compiledRanges) {
    if (list.check(bare, family)) {
      return { allowed: false, reason };
    }
  }
  if (!policy.allowLoopback && compiledLoopback.list.check(bare, family)) {
    return { allowed: false, reason: compiledLoopback.reason };
  }
  return { allowed: true };
}

/**
 * Whether the URL of an API server that comes from a user of the portal may be used.
 *
 * @remarks
 *
 * A name is only checked as a name: what it resolves to is checked when connecting, because it may resolve to
 * something else by then.
 */
export function checkServerUrl(
  server: string,
  policy: AddressPolicy,
): AddressVerdict {
  let url: URL;
  try {
    url = new URL(server);
  } catch {
    return { allowed: false, reason: 'it is not a URL' };
  }
  if (url.protocol !== 'https:') {
    return { allowed: false, reason: 'only https is allowed' };
  }
  if (url.username || url.password) {
    return { allowed: false, reason: 'it contains credentials' };
  }
  if (url.search || url.hash) {
    return { allowed: false, reason: 'it has a query or a fragment' };
  }
  // The parser has already turned 0x7f.1, 2130706433 and the like into dotted decimals.
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (isIP(host)) {
    return checkAddress(host, policy);
  }
  if (metadataNames.has(host.toLowerCase())) {
    return { allowed: false, reason: metadataServices.reason };
  }
  const isLocalName = host === 'localhost' || host.endsWith('.localhost');
  if (isLocalName && !policy.allowLoopback) {
    return { allowed: false, reason: loopback.reason };
  }
  return { allowed: true };
}
