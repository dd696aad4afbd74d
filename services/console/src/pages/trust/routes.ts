import type { DocumentKind } from '@cambio/policy';
import { createRoute, lazyRouteComponent, type RouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../frame/root-route.ts';
import { scoped } from '../../frame/scoped.tsx';
import { textIn } from '../text-in.ts';

const getParentRoute = () => rootRoute;
const ofTrust = (page: RouteComponent) => scoped('trust:read', 'Trust', page);

const mappings = createRoute({
  getParentRoute,
  path: '/trust',
  component: ofTrust(lazyRouteComponent(() => import('./list/mappings-page.tsx'), 'MappingsPage')),
  validateSearch: (search) => ({
    ...textIn(search, 'q'),
    ...textIn(search, 'issuer'),
    ...textIn(search, 'target'),
    ...textIn(search, 'finding'),
  }),
});

const edit = createRoute({
  getParentRoute,
  path: '/trust/edit',
  component: ofTrust(lazyRouteComponent(() => import('./edit/edit-page.tsx'), 'EditPage')),
  validateSearch: (search) => ({
    ...kindIn(search),
    ...textIn(search, 'id'),
    ...textIn(search, 'decision'),
    ...(search.narrow === true && { narrow: true }),
  }),
});

/** The pages of the trust documents. */
export const trustRoutes = [
  mappings,
  edit,
  createRoute({
    getParentRoute,
    path: '/trust/graph',
    component: ofTrust(lazyRouteComponent(() => import('./graph/graph-page.tsx'), 'GraphPage')),
  }),
  createRoute({
    getParentRoute,
    path: '/trust/mappings/$id',
    component: ofTrust(lazyRouteComponent(() => import('./mapping/mapping-page.tsx'), 'MappingPage')),
  }),
  createRoute({
    getParentRoute,
    path: '/trust/history',
    component: ofTrust(lazyRouteComponent(() => import('./history/history-page.tsx'), 'HistoryPage')),
  }),
  createRoute({
    getParentRoute,
    path: '/trust/history/$revision',
    component: ofTrust(lazyRouteComponent(() => import('./history/revision-page.tsx'), 'RevisionPage')),
  }),
  createRoute({
    getParentRoute,
    path: '/trust/proposals',
    component: ofTrust(lazyRouteComponent(() => import('./proposals/proposals-page.tsx'), 'ProposalsPage')),
  }),
  createRoute({
    getParentRoute,
    path: '/trust/proposals/$id',
    component: ofTrust(lazyRouteComponent(() => import('./proposals/proposal-page.tsx'), 'ProposalPage')),
  }),
] as const;

/** The kind of document an address is about. */
function kindIn({ kind }: Readonly<Record<string, unknown>>): { readonly kind?: DocumentKind } {
  return kind === 'Issuer' || kind === 'Target' || kind === 'Mapping' ? { kind } : {};
}
