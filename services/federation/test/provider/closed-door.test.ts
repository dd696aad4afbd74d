import { expect } from 'chai';
import { closedDoor } from '../../src/provider/closed-door.ts';
import { sendTo } from '../http/serve-endpoint.ts';
import { recordingLog } from '../quiet-log.ts';

const ISSUER = 'https://sts.acme.example';

describe('the service door of a gateway without services', () => {
  for (const [what, headers, challenge] of [
    ['a client', {}, null],
    [
      'a client that tried the header, with a challenge',
      { authorization: 'Basic YTpi' },
      `Basic realm="${ISSUER}"`,
    ],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const { log, lines } = recordingLog();
      const door = closedDoor(ISSUER, log);
      const answer = await sendTo((ctx) => door(ctx, '/token', 'client_id=a'), '/token', { headers });
      expect([answer.status, answer.headers.get('www-authenticate')]).to.deep.equal([401, challenge]);
      expect(await answer.json()).to.deep.equal({
        error: 'invalid_client',
        error_description: 'client authentication failed',
      });
      expect(lines[0]).to.deep.include({ refusal: { kind: 'unauthenticated', reason: 'no_services' } });
    });
  }
});
