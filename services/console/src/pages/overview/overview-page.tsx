import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { readStatus } from '../../api/status.ts';
import { decisionSummary } from '../../api/summary.ts';
import { MissingScope } from '../../frame/missing-scope.tsx';
import { readClock } from '../../parts/clock.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { useRefusal } from '../../session/use-session.ts';
import { Attention } from './attention.tsx';
import { DEFAULT_RANGE, isRange, RANGES, type Range } from './search.ts';
import { Breakdown, Exchanges } from './traffic.tsx';
import './overview.css';

const route = getRouteApi('/');

/** How the gateway is, and what wants somebody's attention. */
export function OverviewPage() {
  const { range = DEFAULT_RANGE } = route.useSearch();
  const navigate = route.useNavigate();
  const { length, minutes } = RANGES[range];
  const refusal = useRefusal('decisions:read');
  const summary = useQuery({
    ...decisionSummary(range, () => readClock() - length, minutes),
    enabled: refusal === undefined,
  });
  return (
    <Page
      title="Overview"
      actions={
        refusal === undefined && (
          <RangeChoice range={range} onChange={(next) => void navigate({ search: { range: next } })} />
        )
      }
    >
      <div className="stack wide">
        {refusal === undefined ? (
          <Loaded query={summary}>{(counted) => <Exchanges {...counted} />}</Loaded>
        ) : (
          <MissingScope scope="decisions:read" />
        )}
        <Status />
        {summary.data !== undefined && <Breakdown {...summary.data} />}
      </div>
    </Page>
  );
}

interface RangeChoiceProps {
  readonly range: Range;
  readonly onChange: (range: Range) => void;
}

function RangeChoice({ range, onChange }: RangeChoiceProps) {
  return (
    <ToggleButtonGroup
      aria-label="Time"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[range]}
      onSelectionChange={([chosen]) => isRange(chosen) && onChange(chosen)}
    >
      {(Object.keys(RANGES) as Range[]).map((each) => (
        <ToggleButton key={each} id={each}>
          {RANGES[each].text}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

function Status() {
  const refusal = useRefusal('trust:read');
  const status = useQuery({ ...readStatus(), enabled: refusal === undefined });
  if (refusal !== undefined) return <p className="soft">What needs attention is not shown: {refusal}</p>;
  return <Loaded query={status}>{({ warnings }) => <Attention warnings={warnings} />}</Loaded>;
}
