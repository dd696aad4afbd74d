import { algNone, decode, tamper, tamperSignature } from '@cambio/testkit';
import type { ChannelModel, ConfirmChannel } from 'amqplib';
import { expect } from 'chai';
import { SHOP } from '../../shop/trust.ts';
import { type GuardedBroker, guardBroker } from './guarded-broker.ts';

/** What a program is told when the broker refuses, which it has to. */
async function refusal(attempt: Promise<unknown>): Promise<string> {
  return attempt.then(
    () => expect.fail('the broker refused nothing'),
    (error: unknown) => String(error),
  );
}

describe('RabbitMQ, with tokens for passwords', () => {
  let broker: GuardedBroker;
  let token: string;
  before(async () => {
    broker = await guardBroker();
    token = await broker.exchange('shop-orders', '--audience', 'rabbitmq');
  });
  after(() => broker.close());

  /** Does something on a channel of a connection, and closes both. */
  async function asHolder<T>(password: string, act: (channel: ConfirmChannel) => Promise<T>): Promise<T> {
    const connection = await broker.connect(password);
    try {
      return await onChannel(connection, act);
    } finally {
      await connection.close();
    }
  }

  async function onChannel<T>(
    connection: ChannelModel,
    act: (channel: ConfirmChannel) => Promise<T>,
  ): Promise<T> {
    const channel = await connection.createConfirmChannel();
    channel.on('error', () => {});
    return act(channel);
  }

  it('lets a job do what the scopes of its token say', async () => {
    const taken = await asHolder(token, async (channel) => {
      await channel.assertQueue('orders');
      channel.sendToQueue('orders', Buffer.from('a book'));
      await channel.waitForConfirms();
      const message = await channel.get('orders', { noAck: true });
      return message === false ? undefined : message.content.toString();
    });
    expect(taken).to.equal('a book');
  });

  it('refuses what they do not say', async () => {
    const declare = asHolder(token, (channel) => channel.assertQueue('bills'));
    expect(await refusal(declare)).to.contain("access to queue 'bills' in vhost '/' refused");
  });

  it('refuses what a token with fewer scopes leaves out', async () => {
    const scope = 'rabbitmq.read:%2F/orders';
    const narrow = await broker.exchange('shop-orders', '--audience', 'rabbitmq', '--scope', scope);
    await asHolder(narrow, (channel) => channel.get('orders', { noAck: true }));
    const declare = asHolder(narrow, (channel) => channel.assertQueue('orders'));
    expect(await refusal(declare)).to.contain("access to queue 'orders' in vhost '/' refused");
  });

  it('keeps out of a virtual host who has no scope for it', async () => {
    const watcher = await broker.exchange('shop-watches', '--audience', 'rabbitmq');
    expect(await refusal(broker.connect(watcher))).to.contain('Expected ConnectionOpenOk');
  });

  const keptOut: readonly [string, () => Promise<string>][] = [
    ['a token for another broker', () => broker.exchange('shop-elsewhere', '--audience', 'other-broker')],
    ['another signature', async () => tamperSignature(token)],
    ['other claims', async () => tamper(token, { scope: 'rabbitmq.configure:*/*' })],
    ['what nobody signed', async () => algNone(token)],
    ['a token of the platform itself', () => broker.platform.issue({ ...SHOP, ...PRETENDED })],
    ['what is no token', async () => 'guest'],
  ];
  const PRETENDED = { aud: 'rabbitmq', scope: 'rabbitmq.configure:*/*' };
  for (const [what, make] of keptOut) {
    it(`keeps out ${what}`, async () => {
      expect(await refusal(broker.connect(await make()))).to.contain('Login was refused');
    });
  }

  it('keeps out a token that has expired, and refuses all to a connection that was made with it and not renewed', async () => {
    const brief = await broker.exchange('shop-briefly', '--audience', 'rabbitmq');
    const [kept, renewed] = [await broker.connect(brief), await broker.connect(brief)];
    await renewed.updateSecret(Buffer.from(token), 'the first one expires');

    await untilKeptOut(brief);
    expect(Date.now() / 1000).to.be.at.least(Number(decode(brief).claims.exp));
    const take = (connection: ChannelModel) =>
      onChannel(connection, (channel) => channel.get('orders', { noAck: true }));
    expect(await take(renewed)).to.equal(false);
    expect(await refusal(take(kept))).to.contain('ACCESS_REFUSED');
    for (const connection of [kept, renewed]) await connection.close();
  });

  /** Logs in until it is refused; a token that never expires runs into the test's time limit. */
  async function untilKeptOut(password: string): Promise<void> {
    for (;;) {
      const connection = await broker.connect(password).catch(() => undefined);
      if (connection === undefined) return;
      await connection.close();
    }
  }
});
