import { expect } from 'chai';
import { mergeMetrics } from '../../src/workers/merge-metrics.ts';

const page = (worker: number) => `# HELP exchanges_total Exchanges # that ended.
# TYPE exchanges_total counter
exchanges_total{cambio_worker="${worker}",outcome="allowed"} ${worker}
exchanges_total{cambio_worker="${worker}",outcome="denied"} 0
# HELP duration How long.
# UNIT duration s
# TYPE duration histogram
duration_count{cambio_worker="${worker}"} 7
duration_bucket{cambio_worker="${worker}",le="+Inf"} 7
`;

describe('mergeMetrics', () => {
  it('leaves one page as it is', () => expect(mergeMetrics([page(1)])).to.equal(page(1)));

  it('gives nothing of nothing', () => expect(mergeMetrics([])).to.equal(''));

  it('has the samples of one metric together, behind what is said of it once', () => {
    expect(mergeMetrics([page(1), page(2)])).to.equal(`# HELP exchanges_total Exchanges # that ended.
# TYPE exchanges_total counter
exchanges_total{cambio_worker="1",outcome="allowed"} 1
exchanges_total{cambio_worker="1",outcome="denied"} 0
exchanges_total{cambio_worker="2",outcome="allowed"} 2
exchanges_total{cambio_worker="2",outcome="denied"} 0
# HELP duration How long.
# UNIT duration s
# TYPE duration histogram
duration_count{cambio_worker="1"} 7
duration_bucket{cambio_worker="1",le="+Inf"} 7
duration_count{cambio_worker="2"} 7
duration_bucket{cambio_worker="2",le="+Inf"} 7
`);
  });

  it('takes what only one of them has', () => {
    const other = '# HELP drift Drift.\n# TYPE drift counter\ndrift 1\n';
    expect(mergeMetrics([page(1), other])).to.equal(page(1) + other);
    expect(mergeMetrics([other, page(1)])).to.equal(other + page(1));
  });
});
