import { useState } from 'react';
import { momentText } from '../../parts/time-text.ts';
import type { Bar } from './figures.ts';
import { niceTop } from './scale.ts';
import './chart.css';

/** Units of the drawing: it is stretched to its place, so that only proportions count. */
const WIDTH = 1000;
const HEIGHT = 180;

interface ChartProps {
  readonly bars: readonly Bar[];
  /** What it shows, for who does not see it. */
  readonly summary: string;
}

/**
 * Decisions over time: those allowed stand on the line, those denied hang below it, so that their place tells what their
 * colour does.
 */
export function Chart({ bars, summary }: ChartProps) {
  const [pointed, setPointed] = useState<number | undefined>();
  const up = niceTop(Math.max(...bars.map(({ allowed }) => allowed)));
  const down = niceTop(Math.max(...bars.map(({ denied }) => denied)));
  const unit = HEIGHT / (up + down);
  const line = up * unit;
  const width = WIDTH / bars.length;
  const shown = pointed === undefined ? undefined : bars[pointed];
  return (
    <figure className="chart">
      <div className="chart-scale" aria-hidden="true">
        <span>{up.toLocaleString('en')}</span>
        <span style={{ top: `${(line / HEIGHT) * 100}%` }}>0</span>
        <span>{down.toLocaleString('en')}</span>
      </div>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={summary}
        onPointerLeave={() => setPointed(undefined)}
      >
        {bars.map(({ at, allowed, denied }, index) => (
          <g key={at} onPointerEnter={() => setPointed(index)} className={index === pointed ? 'pointed' : ''}>
            <rect className="field" x={index * width} width={width} height={HEIGHT} />
            <rect
              className="up"
              x={index * width + width * 0.12}
              width={width * 0.76}
              y={line - allowed * unit}
              height={allowed * unit}
            />
            <rect
              className="down"
              x={index * width + width * 0.12}
              width={width * 0.76}
              y={line}
              height={denied * unit}
            />
          </g>
        ))}
        <line className="zero" x1={0} x2={WIDTH} y1={line} y2={line} />
      </svg>
      <figcaption className="soft small">
        {shown === undefined ? (
          <>
            <span>{momentText(bars[0]?.at ?? 0).slice(0, -3)}</span>
            <span>now</span>
          </>
        ) : (
          <span>
            {momentText(shown.at).slice(0, -3)}: {shown.allowed.toLocaleString('en')} allowed,{' '}
            {shown.denied.toLocaleString('en')} denied
          </span>
        )}
      </figcaption>
    </figure>
  );
}
