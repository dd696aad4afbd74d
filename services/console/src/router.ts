import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { Frame } from './frame/frame.tsx';
import { NoSuchPage, PageFailure } from './frame/page-failure.tsx';
import { readDecisionSearch } from './pages/decisions/search.ts';
import { readOverviewSearch } from './pages/overview/search.ts';
import { readWorkloadSearch } from './pages/workloads/search.ts';

const root = createRootRoute({ component: Frame });

const overview = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: readOverviewSearch,
  component: lazyRouteComponent(() => import('./pages/overview/overview-page.tsx'), 'OverviewPage'),
});

const decisions = createRoute({
  getParentRoute: () => root,
  path: '/decisions',
  validateSearch: readDecisionSearch,
  component: lazyRouteComponent(() => import('./pages/decisions/decisions-page.tsx'), 'DecisionsPage'),
});

const decision = createRoute({
  getParentRoute: () => root,
  path: '/decisions/$id',
  component: lazyRouteComponent(() => import('./pages/decision/decision-page.tsx'), 'DecisionPage'),
});

const workloads = createRoute({
  getParentRoute: () => root,
  path: '/workloads',
  validateSearch: readWorkloadSearch,
  component: lazyRouteComponent(() => import('./pages/workloads/workloads-page.tsx'), 'WorkloadsPage'),
});

const workload = createRoute({
  getParentRoute: () => root,
  path: '/workloads/$issuer/$workload',
  component: lazyRouteComponent(() => import('./pages/workload/workload-page.tsx'), 'WorkloadPage'),
});

/** Every address of the console, below where the gateway serves it. */
export const router = createRouter({
  routeTree: root.addChildren([overview, decisions, decision, workloads, workload]),
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
