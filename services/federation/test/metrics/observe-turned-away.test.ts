import { expect } from 'chai';
import { observeTurnedAway } from '../../src/metrics/observe-turned-away.ts';
import { openTelemetry } from '../../src/telemetry/telemetry.ts';
import { sendTo } from '../http/serve-endpoint.ts';
import { recordingLog } from '../quiet-log.ts';

describe('observeTurnedAway', () => {
  it('counts each, and says so in the log once in a minute', async () => {
    const telemetry = await openTelemetry({});
    const { log, lines } = recordingLog();
    let time = 0;
    const onFull = observeTurnedAway({ meter: telemetry.meter, log, elapsed: () => time });
    for (const at of [0, 1, 59_999, 60_000, 60_001]) {
      time = at;
      onFull();
    }
    const page = await (await sendTo(telemetry.endpoint, '/metrics')).text();
    await telemetry.close();
    expect(page).to.match(/^cambio_requests_shed_total(?:{[^}]*})? 5$/m);
    expect(lines.map(({ requests }) => requests)).to.deep.equal([1, 3]);
  });
});
