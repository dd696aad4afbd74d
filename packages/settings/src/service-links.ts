/** `CAMBIO_SERVICE_HOST`, `CAMBIO_ADMIN_SERVICE_PORT_HTTP`, `CAMBIO_PORT_8080_TCP_ADDR`, … */
const LINK_NAME = /_SERVICE_(HOST|PORT(_[A-Z0-9_]+)?)$|_PORT_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?$/;

/** The value of `CAMBIO_PORT` and the like. */
const LINK_ADDRESS = /^(tcp|udp|sctp):\/\//;

/**
 * Whether Kubernetes set the variable, and not the operator: it adds a set of them to every pod for each
 * Service of the namespace, and a Service named `cambio` or `cambio-internal` gives ours our prefix.
 */
export function isServiceLink(name: string, value: string): boolean {
  return LINK_NAME.test(name) || (name.endsWith('_PORT') && LINK_ADDRESS.test(value));
}
