import type { StoredDecision } from '@cambio/ledger';
import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import { followDecisions } from '../../src/admin/stream.ts';
import { sendTo } from '../http/serve-endpoint.ts';
import { adminUnderTest, tokenWith } from './admin-under-test.ts';

const NOW = 1_788_220_800_000;

const decision = (number: number, at = NOW + number): StoredDecision => ({
  id: `d-${number}`,
  at,
  revision: 'r1',
  outcome: 'deny',
  subject: { issuer: 'i', workload: 'w', name: 'n', claims: {}, tokenDigest: 'd' },
  asked: { binding: 'none' },
});

/** A trail that the test writes, and a clock that goes on with every look at it. */
function trailUnderTest(kept: StoredDecision[], onLook: (look: number) => void) {
  let look = 0;
  return {
    get: async (id: string) => ok(kept.find((each) => each.id === id)),
    list: async ({ since = 0, limit }: { since?: number; limit: number }) => {
      onLook(++look);
      const found = kept.filter(({ at }) => at >= since).sort((a, b) => b.at - a.at);
      return ok(found.slice(0, limit));
    },
  };
}

async function followed(kept: StoredDecision[], onLook: (look: number) => void, more: object = {}) {
  const stop = new AbortController();
  const trail = trailUnderTest(kept, (look) => {
    onLook(look);
    if (look === 3) stop.abort();
  });
  const options = { trail, filter: {}, after: undefined, mayGoOn: async () => true, now: () => NOW };
  const events: string[] = [];
  for await (const event of followDecisions({ ...options, signal: stop.signal, ...more })) {
    events.push('id' in event ? event.id : event.event);
  }
  return events;
}

describe('following decisions', () => {
  it('tells each that is recorded from now on, once, in the order of their times', async () => {
    const kept = [decision(-1)];
    const events = await followed(kept, (look) => {
      if (look === 2) kept.push(decision(2), decision(1));
      if (look === 3) kept.push(decision(3), decision(0, NOW - 500));
    });
    expect(events).to.deep.equal(['d-1', 'd-2', 'd-0', 'd-3']);
  });

  it('goes on after the last that was seen', async () => {
    const kept = [decision(1), decision(2), decision(3)];
    expect(await followed(kept, () => undefined, { after: 'd-1' })).to.deep.equal(['d-2', 'd-3']);
    expect(await followed(kept, () => undefined, { after: 'd-9', now: () => NOW + 9 })).to.deep.equal([]);
  });

  it('tells of a gap where there are more than it can follow', async () => {
    const kept: StoredDecision[] = [];
    const events = await followed(kept, (look) => {
      if (look === 2) for (let number = 0; number < 1500; number++) kept.push(decision(number));
    });
    expect(events[0]).to.equal('gap');
    expect(events).to.have.length(1001).and.include('d-1499').and.not.include('d-499');
  });

  it('ends with the token, and stays through an outage of the ledger', async () => {
    let time = NOW;
    const now = () => time;
    const trail = { get: async () => ok(undefined), list: async () => err('unavailable' as const) };
    const asked: boolean[] = [];
    const mayGoOn = async () => asked.push(true) < 2;
    const signal = AbortSignal.timeout(30_000);
    const events: string[] = [];
    const list = () => {
      time += 10_001;
      return trail.list();
    };
    const following = { trail: { ...trail, list }, filter: {}, after: undefined, mayGoOn, signal, now };
    for await (const event of followDecisions(following)) events.push('event' in event ? event.event : '');
    expect([events, asked.length]).to.deep.equal([['alive'], 2]);
  });
});

describe('GET /decisions/stream', () => {
  it('sends the decisions as server-sent events, whatever is in them', async () => {
    const nasty = { ...decision(1), reason: 'a\n\nevent: x\ndata: <script>' };
    const kept: StoredDecision[] = [decision(0), nasty];
    const stop = new AbortController();
    const decisions = trailUnderTest(kept, (look) => look > 1 && stop.abort());
    const { call } = adminUnderTest({ decisions, stopping: stop.signal });
    const response = await call('decisions/stream', { headers: { 'last-event-id': 'd-0' } });
    expect(response.headers.get('content-type')).to.match(/^text\/event-stream/);
    expect(await response.text()).to.equal(`: open\n\nid: d-1\ndata: ${JSON.stringify(nasty)}\n\n`);
  });

  it('has room again as soon as those who followed have gone', async () => {
    const going = new AbortController();
    const stop = new AbortController();
    const decisions = trailUnderTest([], (look) => {
      if (look === 20) going.abort();
      if (look > 20) stop.abort();
    });
    const { api, call } = adminUnderTest({ decisions, stopping: stop.signal });
    const follow = () =>
      sendTo(api, '/eu/admin/v1/decisions/stream', {
        headers: { authorization: `Bearer ${tokenWith('decisions:read')}` },
        signal: going.signal,
      });
    const followed = await Promise.allSettled(Array.from({ length: 20 }, follow));
    expect(followed.map(({ status }) => status)).not.to.include('fulfilled');
    try {
      expect((await call('decisions/stream')).status).to.equal(200);
    } finally {
      stop.abort();
    }
  });
});
