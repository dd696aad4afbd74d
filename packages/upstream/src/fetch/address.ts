import { BlockList, isIP } from 'node:net';

/**
 * What an address is to the fetch guard. `never` is refused even where an issuer may be on a private network:
 * link-local and cloud metadata, multicast, documentation and other ranges no issuer can live in.
 */
export type AddressClass = 'public' | 'private' | 'loopback' | 'never';

/** IANA special-purpose registries (RFC 6890), as `address/prefix`. */
const LOOPBACK = ranges(['127.0.0.0/8', '::1/128']);

const PRIVATE = ranges([
  '10.0.0.0/8', // RFC 1918
  '100.64.0.0/10', // carrier-grade NAT, RFC 6598
  '172.16.0.0/12',
  '192.168.0.0/16',
  'fc00::/7', // unique local, RFC 4193
]);

const NEVER = ranges([
  '0.0.0.0/8',
  '100.100.100.200/32', // Alibaba Cloud metadata
  '168.63.129.16/32', // Azure platform
  '169.254.0.0/16', // link-local; metadata of most clouds
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/128',
  '64:ff9b:1::/48', // local NAT64, RFC 8215
  '100::/64',
  '2001::/23', // Teredo, ORCHID
  '2001:db8::/32',
  '2002::/16', // 6to4
  '3fff::/20',
  '5f00::/16',
  'fd00:ec2::254/128', // AWS metadata
  'fd20:ce::254/128', // Google Cloud metadata
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
]);

/** Prefixes whose last 32 bits are an IPv4 address that is really dialled: mapped, compatible, NAT64 (RFC 6052). */
const EMBEDS_IPV4 = ranges(['::/96', '::ffff:0:0/96', '64:ff9b::/96']);

/** Classes an address by what is dialled in the end. Anything that is not an address is `never`. */
export function classOf(address: string): AddressClass {
  const version = isIP(address);
  if (version === 0) return 'never';
  const family = version === 4 ? 'ipv4' : 'ipv6';
  if (NEVER.check(address, family)) return 'never';
  if (LOOPBACK.check(address, family)) return 'loopback';
  if (PRIVATE.check(address, family)) return 'private';
  return family === 'ipv6' && EMBEDS_IPV4.check(address, family) ? classOf(embeddedIpv4(address)) : 'public';
}

/** Whether a document may be fetched from an address: in clear from this machine alone, where the issuer opted in. */
export function mayDial(address: string, protocol: string, allowPrivateNetwork: boolean): boolean {
  const found = classOf(address);
  if (protocol === 'http:') return allowPrivateNetwork && found === 'loopback';
  return found === 'public' || (allowPrivateNetwork && found !== 'never');
}

function ranges(blocks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const block of blocks) {
    const [address = '', prefix] = block.split('/');
    list.addSubnet(address, Number(prefix), isIP(address) === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}

/** The last 32 bits of an IPv6 address, dotted. */
function embeddedIpv4(address: string): string {
  // The URL parser writes every IPv6 address in one way: groups in hexadecimal, no dotted part.
  const groups = new URL(`http://[${address}]/`).hostname.slice(1, -1).split(':').slice(-2);
  const [high = 0, low = 0] = groups.map((group) => Number.parseInt(group || '0', 16));
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.');
}
