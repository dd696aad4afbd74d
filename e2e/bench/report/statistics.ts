import type { RecordableHistogram } from 'node:perf_hooks';

/** In microseconds: a histogram takes whole numbers from 1. */
export function recordTime(histogram: RecordableHistogram, milliseconds: number): void {
  histogram.record(Math.max(1, Math.round(milliseconds * 1000)));
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? Number.NaN;
}

/** How far the middle half lies apart, as a share of the median: the noise of the machine. */
export function spread(values: readonly number[]): number {
  return (quantile(values, 0.75) - quantile(values, 0.25)) / median(values);
}

/** By how much `y` grows with each `x`, by least squares. */
export function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [middleX, middleY] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const together = points.map(([x, y]) => (x - middleX) * (y - middleY));
  const alone = points.map(([x]) => (x - middleX) ** 2);
  return mean(together) / mean(alone);
}
