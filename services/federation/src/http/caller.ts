import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import type { Caller, Presented } from '@cambio/sts';

/** Tells from a request who is calling, as far as the connection and its headers can. */
export type IdentifyCaller = (request: IncomingMessage) => Caller;

/**
 * @param tokenUrl the public URL a proof of possession must name; never taken from the request
 * @param trustedProxies networks whose `X-Forwarded-For` is believed, as CIDR
 */
export function identifyCaller(tokenUrl: string, trustedProxies: readonly string[]): IdentifyCaller {
  const proxies = networks(trustedProxies);
  return (request) => {
    const ip = addressOf(request, proxies);
    return { presented: presented(request, tokenUrl), ...(ip !== undefined && { ip }) };
  };
}

function presented(request: IncomingMessage, url: string): Presented {
  const proofs = request.headersDistinct.dpop;
  if (proofs === undefined) return { kind: 'none' };
  return { kind: 'dpop', proof: proofs.join(','), method: request.method ?? '', url };
}

/** The nearest address that is not one of our proxies: each of them appends the one it was called from. */
function addressOf(request: IncomingMessage, proxies: BlockList): string | undefined {
  const forwarded = (request.headers['x-forwarded-for'] ?? '').toString().split(',');
  const hops = [...forwarded, request.socket.remoteAddress ?? ''].map((hop) => hop.trim()).filter(Boolean);
  return hops.findLast((hop) => !isProxy(hop, proxies)) ?? hops[0];
}

function isProxy(address: string, proxies: BlockList): boolean {
  const family = isIP(address);
  return family !== 0 && proxies.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

function networks(cidrs: readonly string[]): BlockList {
  const list = new BlockList();
  for (const cidr of cidrs) {
    const [address = '', bits] = cidr.split('/');
    list.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}
