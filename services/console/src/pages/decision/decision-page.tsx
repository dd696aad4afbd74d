import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { type Decision, decisionById } from '../../api/decisions.ts';
import { OutcomeBadge } from '../../parts/badge.tsx';
import { ForeignText } from '../../parts/foreign-text.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { Time } from '../../parts/time.tsx';
import { ClaimTable } from './claim-table.tsx';
import { DecisionActions } from './decision-actions.tsx';
import { RecordedExplanation, TodaysExplanation } from './explanation.tsx';
import { Issued } from './issued.tsx';
import { Request } from './request.tsx';
import './decision.css';

const route = getRouteApi('/decisions/$id');

/** One decision: who asked for what, what came of it, and why. */
export function DecisionPage() {
  const { id } = route.useParams();
  const query = useQuery(decisionById(id));
  return <Loaded query={query}>{(decision) => <DecisionShown decision={decision} />}</Loaded>;
}

function DecisionShown({ decision }: { readonly decision: Decision }) {
  const { id, at, outcome, subject } = decision;
  return (
    <Page
      title={`Decision ${id}`}
      heading={
        <span className="decision-title">
          <OutcomeBadge outcome={outcome} />
          <ForeignText text={subject.name} most={120} />
        </span>
      }
      lead={
        <>
          <Time at={at} exact /> · <code>{id}</code>
        </>
      }
      actions={<DecisionActions decision={decision} />}
    >
      <Tabs>
        <TabList aria-label="Views of the decision">
          <Tab id="why">Why</Tab>
          <Tab id="claims">Claims</Tab>
          <Tab id="json">JSON</Tab>
        </TabList>
        <TabPanel id="why">
          <Why decision={decision} />
        </TabPanel>
        <TabPanel id="claims">
          <ClaimTable title="Subject" claims={subject.claims} />
          {decision.actor && <ClaimTable title="Actor" claims={decision.actor.claims} />}
        </TabPanel>
        <TabPanel id="json">
          <pre className="card json">
            <ForeignText text={JSON.stringify(decision, null, 2)} most={20_000} />
          </pre>
        </TabPanel>
      </Tabs>
    </Page>
  );
}

/** The request at the left; what it met at the right. */
function Why({ decision }: { readonly decision: Decision }) {
  return (
    <div className="why">
      <Request decision={decision} />
      <div className="stack wide">
        {decision.issued && <Issued decision={decision} issued={decision.issued} />}
        {decision.explanation === undefined ? (
          <TodaysExplanation decision={decision} />
        ) : (
          <RecordedExplanation decision={decision} explanation={decision.explanation} />
        )}
      </div>
    </div>
  );
}
