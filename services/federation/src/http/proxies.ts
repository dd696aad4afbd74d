import { BlockList, isIP } from 'node:net';

/** Networks whose word about a request is taken. */
export interface TrustedProxies {
  include(address: string | undefined): boolean;
}

/** @param networks as CIDR; none: nobody is believed */
export function trustedProxies(networks: readonly string[]): TrustedProxies {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    list.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return {
    include: (address = '') => {
      const version = isIP(address);
      return version !== 0 && list.check(address, version === 6 ? 'ipv6' : 'ipv4');
    },
  };
}
