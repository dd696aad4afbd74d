import type { MappingDocument } from '@cambio/policy';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Edge, Graph } from './edges.ts';
import './drawing.css';

const ROW = 44;
const BOX = 30;
/** Lines are drawn on a field of this width, stretched to what there is. */
const FIELD = 100;

/**
 * Issuers at the left, targets at the right, what joins them between: each box a link, so that the keyboard goes through
 * them in their order; the lines only repeat what the boxes say.
 */
export function Drawing({ graph }: { readonly graph: Graph }) {
  const [at, setAt] = useState<Edge>();
  const rows = Math.max(graph.issuers.length, graph.targets.length, graph.edges.length);
  const height = rows * ROW;
  const middle = (place: number, count: number) => ((place + 0.5) * height) / count;
  const lineEnds = ({ issuer, target, place }: Edge) => ({
    issuer: middle(issuer.place, graph.issuers.length),
    mapping: middle(place, graph.edges.length),
    target: middle(target.place, graph.targets.length),
  });
  const isLit = (side: 'issuer' | 'target', name: string) => at?.[side].name === name;
  return (
    <div className="card drawing">
      <div className="drawing-heads" aria-hidden="true">
        <span>Issuers</span>
        <span>Mappings</span>
        <span>Targets</span>
      </div>
      <div className="drawing-field" style={{ height }}>
        <ul aria-label="Issuers">
          {graph.issuers.map(({ name, place }) => (
            <li key={name} style={{ top: middle(place, graph.issuers.length) - BOX / 2 }}>
              <Link to="/trust" search={{ issuer: name }} className={isLit('issuer', name) ? 'lit' : ''}>
                {name}
              </Link>
            </li>
          ))}
        </ul>
        <Lines
          edges={graph.edges}
          at={at}
          height={height}
          ends={(edge) => [lineEnds(edge).issuer, lineEnds(edge).mapping]}
        />
        <ul aria-label="Mappings">
          {graph.edges.map((edge) => (
            <li
              key={`${edge.issuer.name} ${edge.target.name}`}
              style={{ top: lineEnds(edge).mapping - BOX / 2 }}
              onPointerEnter={() => setAt(edge)}
              onPointerLeave={() => setAt(undefined)}
              onFocus={() => setAt(edge)}
              onBlur={() => setAt(undefined)}
            >
              <EdgeLink edge={edge} />
            </li>
          ))}
        </ul>
        <Lines
          edges={graph.edges}
          at={at}
          height={height}
          ends={(edge) => [lineEnds(edge).mapping, lineEnds(edge).target]}
        />
        <ul aria-label="Targets">
          {graph.targets.map(({ name, place }) => (
            <li key={name} style={{ top: middle(place, graph.targets.length) - BOX / 2 }}>
              <Link to="/trust" search={{ target: name }} className={isLit('target', name) ? 'lit' : ''}>
                {name === '*' ? 'every target' : name}
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function EdgeLink({ edge: { issuer, target, mappings } }: { readonly edge: Edge }) {
  const [only, ...others] = mappings;
  if (only !== undefined && others.length === 0) {
    return (
      <Link to="/trust/mappings/$id" params={{ id: only.id }} className={lookOf(only)}>
        {only.id}
        <span className="visually-hidden">
          , from {issuer.name} to {target.name}
        </span>
      </Link>
    );
  }
  return (
    <Link to="/trust" search={{ issuer: issuer.name, target: target.name }}>
      {mappings.length} mappings
      <span className="visually-hidden">
        , from {issuer.name} to {target.name}
      </span>
    </Link>
  );
}

function lookOf({ effect, enabled }: MappingDocument): string {
  return [effect === 'deny' && 'bars', !enabled && 'off'].filter(Boolean).join(' ');
}

interface LinesProps {
  readonly edges: readonly Edge[];
  readonly at: Edge | undefined;
  readonly height: number;
  /** From where to where a line goes, from the top. */
  readonly ends: (edge: Edge) => readonly [number, number];
}

function Lines({ edges, at, height, ends }: LinesProps) {
  return (
    <svg viewBox={`0 0 ${FIELD} ${height}`} preserveAspectRatio="none" aria-hidden="true">
      {edges.map((edge) => {
        const [from, to] = ends(edge);
        return (
          <path
            key={`${edge.issuer.name} ${edge.target.name}`}
            className={edge === at ? 'lit' : ''}
            d={`M0 ${from}C${FIELD / 2} ${from} ${FIELD / 2} ${to} ${FIELD} ${to}`}
            vectorEffect="non-scaling-stroke"
          />
        );
      })}
    </svg>
  );
}
