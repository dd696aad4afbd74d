/**
 * Whether a host, with or without a port, is this machine by its very name: where `http`
 * does as well as `https`. Looks nothing up: a name that only resolves to this machine is none. IPv6 in brackets, as in URLs.
 */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/.test(host);
}
