import type { Diagnostic, MappingDocument } from '@cambio/policy';
import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { Badge } from '../../../parts/badge.tsx';
import { FindingCount } from '../finding-count.tsx';
import { ReviewDate } from '../review-date.tsx';
import { LastUsed } from './last-used.tsx';
import './mapping-table.css';

interface MappingTableProps {
  readonly mappings: readonly MappingDocument[];
  /** By document, as `Mapping/shop`. */
  readonly findings: ReadonlyMap<string, readonly Diagnostic[]>;
}

const ROW_HEIGHT = 52;

const COLUMNS = ['Mapping', 'From issuer to target', 'Owner', 'Review by', 'Last used', 'Findings'];

/** Only the rows in view are there, however many mappings there are; what is above and below them is one row each. */
export function MappingTable({ mappings, findings }: MappingTableProps) {
  const scroller = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: mappings.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const rows = virtual.getVirtualItems();
  const above = rows[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (rows.at(-1)?.end ?? 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section className="card flush mapping-scroll" ref={scroller} tabIndex={0} aria-label="Mappings">
      <table className="table mapping-table" aria-rowcount={mappings.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {COLUMNS.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap height={above} />
          {rows.map(({ index }) => {
            const mapping = mappings[index];
            return mapping === undefined ? null : (
              <Row
                key={mapping.id}
                index={index + 2}
                mapping={mapping}
                findings={findings.get(`Mapping/${mapping.id}`) ?? []}
                isResting={!virtual.isScrolling}
              />
            );
          })}
          <Gap height={below} />
        </tbody>
      </table>
    </section>
  );
}

function Gap({ height }: { readonly height: number }) {
  if (height <= 0) return null;
  return (
    <tr className="gap">
      <td colSpan={COLUMNS.length} style={{ height }} />
    </tr>
  );
}

interface RowProps {
  readonly index: number;
  readonly mapping: MappingDocument;
  readonly findings: readonly Diagnostic[];
  readonly isResting: boolean;
}

function Row({ index, mapping, findings, isResting }: RowProps) {
  const { id, purpose, owner, issuer, target, reviewBy, effect, enabled } = mapping;
  return (
    <tr aria-rowindex={index}>
      <td>
        <div className="row tight">
          <Link to="/trust/mappings/$id" params={{ id }} className="mapping-link cut">
            {id}
          </Link>
          {effect === 'deny' && <Badge tone="deny">deny</Badge>}
          {!enabled && <Badge tone="warn">off</Badge>}
        </div>
        <div className="soft small cut" title={purpose}>
          {purpose}
        </div>
      </td>
      <td>
        <div className="cut">
          {issuer} <span className="soft">→</span> {target}
        </div>
        <div className="soft small mono cut">
          {mapping.effect === 'allow' ? mapping.grant.scopes.join(' ') : 'no scopes'}
        </div>
      </td>
      <td className="cut" title={owner}>
        {owner}
      </td>
      <td>
        <ReviewDate at={reviewBy} />
      </td>
      <td className="soft">
        <LastUsed mapping={id} isResting={isResting} />
      </td>
      <td>
        <FindingCount findings={findings} />
      </td>
    </tr>
  );
}
