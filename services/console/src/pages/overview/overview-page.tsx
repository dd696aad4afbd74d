import { useQuery } from '@tanstack/react-query';
import { readStatus } from '../../api/status.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { Attention } from './attention.tsx';

/** How the gateway is, and what wants somebody's attention. */
export function OverviewPage() {
  const status = useQuery(readStatus());
  return (
    <Page title="Overview">
      <Loaded query={status}>{({ warnings }) => <Attention warnings={warnings} />}</Loaded>
    </Page>
  );
}
