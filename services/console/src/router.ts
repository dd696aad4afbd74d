import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { NoSuchPage, PageFailure } from './frame/page-failure.tsx';
import { rootRoute } from './frame/root-route.ts';
import { scoped } from './frame/scoped.tsx';
import { readDecisionSearch } from './pages/decisions/search.ts';
import { readOverviewSearch } from './pages/overview/search.ts';
import { trustRoutes } from './pages/trust/routes.ts';
import { readWorkloadSearch } from './pages/workloads/search.ts';

const overview = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  validateSearch: readOverviewSearch,
  component: lazyRouteComponent(() => import('./pages/overview/overview-page.tsx'), 'OverviewPage'),
});

const decisions = createRoute({
  getParentRoute: () => rootRoute,
  path: '/decisions',
  validateSearch: readDecisionSearch,
  component: scoped(
    'decisions:read',
    'Decisions',
    lazyRouteComponent(() => import('./pages/decisions/decisions-page.tsx'), 'DecisionsPage'),
  ),
});

const decision = createRoute({
  getParentRoute: () => rootRoute,
  path: '/decisions/$id',
  component: scoped(
    'decisions:read',
    'Decision',
    lazyRouteComponent(() => import('./pages/decision/decision-page.tsx'), 'DecisionPage'),
  ),
});

const workloads = createRoute({
  getParentRoute: () => rootRoute,
  path: '/workloads',
  validateSearch: readWorkloadSearch,
  component: scoped(
    'decisions:read',
    'Workloads',
    lazyRouteComponent(() => import('./pages/workloads/workloads-page.tsx'), 'WorkloadsPage'),
  ),
});

const workload = createRoute({
  getParentRoute: () => rootRoute,
  path: '/workloads/$issuer/$workload',
  component: scoped(
    'decisions:read',
    'Workload',
    lazyRouteComponent(() => import('./pages/workload/workload-page.tsx'), 'WorkloadPage'),
  ),
});

const issuers = createRoute({
  getParentRoute: () => rootRoute,
  path: '/issuers',
  component: scoped(
    'trust:read',
    'Issuers',
    lazyRouteComponent(() => import('./pages/issuers/issuers-page.tsx'), 'IssuersPage'),
  ),
});

const targets = createRoute({
  getParentRoute: () => rootRoute,
  path: '/targets',
  component: scoped(
    'trust:read',
    'Targets',
    lazyRouteComponent(() => import('./pages/targets/targets-page.tsx'), 'TargetsPage'),
  ),
});

const keys = createRoute({
  getParentRoute: () => rootRoute,
  path: '/keys',
  component: scoped(
    'keys:rotate',
    'Keys',
    lazyRouteComponent(() => import('./pages/keys/keys-page.tsx'), 'KeysPage'),
  ),
});

/** Every address of the console, below where the gateway serves it. */
export const router = createRouter({
  routeTree: rootRoute.addChildren([
    overview,
    decisions,
    decision,
    workloads,
    workload,
    ...trustRoutes,
    issuers,
    targets,
    keys,
  ]),
  basepath: new URL(document.baseURI).pathname,
  defaultErrorComponent: PageFailure,
  defaultNotFoundComponent: NoSuchPage,
  defaultPreload: 'intent',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
