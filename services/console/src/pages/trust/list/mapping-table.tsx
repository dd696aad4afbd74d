import type { Diagnostic, MappingDocument } from '@cambio/policy';
import { Link } from '@tanstack/react-router';
import { Badge } from '../../../parts/badge.tsx';
import { VirtualList } from '../../../parts/virtual-list.tsx';
import { FindingCount } from '../finding-count.tsx';
import { ReviewDate } from '../review-date.tsx';
import { LastUsed } from './last-used.tsx';
import './mapping-table.css';

interface MappingTableProps {
  readonly mappings: readonly MappingDocument[];
  /** By document, as `Mapping/shop`. */
  readonly findings: ReadonlyMap<string, readonly Diagnostic[]>;
  /** Whether one stands in the gateway's settings. */
  readonly isOfSettings: (mapping: MappingDocument) => boolean;
}

const COLUMNS = ['Mapping', 'Purpose', 'Issuer → target', 'Owner', 'Review by', 'Last used', 'Findings'];

/** The mappings, a row each. */
export function MappingTable({ mappings, findings, isOfSettings }: MappingTableProps) {
  return (
    <VirtualList
      label="Mappings"
      className="mapping-list"
      items={mappings}
      keyOf={({ id }) => id}
      columns={COLUMNS}
      row={(mapping) => (
        <Cells
          mapping={mapping}
          findings={findings.get(`Mapping/${mapping.id}`) ?? []}
          isOfSettings={isOfSettings(mapping)}
        />
      )}
      hasMore={false}
      isReading={false}
      readMore={nothing}
    />
  );
}

/** All of them are there. */
function nothing(): void {}

interface CellsProps {
  readonly mapping: MappingDocument;
  readonly findings: readonly Diagnostic[];
  readonly isOfSettings: boolean;
}

function Cells({
  mapping: { id, purpose, owner, issuer, target, reviewBy, effect, enabled },
  findings,
  isOfSettings,
}: CellsProps) {
  return (
    <>
      <td className="row tight">
        <Link to="/trust/mappings/$id" params={{ id }} className="strong cut">
          {id}
        </Link>
        {effect === 'deny' && <Badge tone="deny">deny</Badge>}
        {isOfSettings && <Badge>settings</Badge>}
        {!enabled && <Badge tone="warn">off</Badge>}
      </td>
      <td className="soft cut" title={purpose}>
        {purpose}
      </td>
      <td className="cut">
        {issuer} <span className="soft">→</span> {target}
      </td>
      <td className="soft cut" title={owner}>
        {owner}
      </td>
      <td>
        <ReviewDate at={reviewBy} />
      </td>
      <td className="soft">
        <LastUsed mapping={id} />
      </td>
      <td>
        <FindingCount findings={findings} />
      </td>
    </>
  );
}
