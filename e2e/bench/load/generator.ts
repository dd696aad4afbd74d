/** The process that makes the load: takes one order after the other from its parent, and answers each with what came of it. */
import { openConnection } from './connection.ts';
import { drive } from './drive.ts';
import type { Order, Stretch } from './order.ts';

process.on('message', async (order: Order) => process.send?.(await carryOut(order)));

async function carryOut(order: Order): Promise<Stretch> {
  const origin = new URL(order.origin);
  const connections = await Promise.all(
    Array.from({ length: order.connections }, () => openConnection(origin)),
  );
  const requests = order.bodies.map((body) => requestOf(order, origin, body));
  const stretch = await drive(connections, requests, order);
  for (const connection of connections) connection.close();
  return stretch;
}

function requestOf({ path, headers = {} }: Order, { host }: URL, body: string): Buffer {
  const lines = Object.entries({
    Host: host,
    'Content-Type': 'application/x-www-form-urlencoded',
    'Content-Length': String(Buffer.byteLength(body)),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
}
