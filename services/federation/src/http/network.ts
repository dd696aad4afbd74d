import { isIP, SocketAddress } from 'node:net';

/**
 * What an address is counted as where a limit is for one: a host with IPv6 commonly has a whole /64 to itself, and would
 * have the limit anew at each address of it. One that stands for an IPv4 address (mapped, or of a NAT64, RFC 6052) is
 * counted as just that: a /64 of them is everybody.
 */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  // In the one way of writing of RFC 5952: small letters, no leading zeros, a mapped IPv4 address with dots.
  const { address: written } = new SocketAddress({ address, family: 'ipv6' });
  const mapped = /^::ffff:([0-9.]+)$/.exec(written)?.[1];
  if (mapped !== undefined) return mapped;
  if (written.startsWith('64:ff9b::')) return written;
  return `${groupsOf(written).slice(0, 4).join(':')}::/64`;
}

/** The groups of an address, those too that `::` leaves out. */
function groupsOf(address: string): readonly string[] {
  const [head = [], tail = []] = address.split('::').map((part) => part.split(':').filter(Boolean));
  return [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail];
}
