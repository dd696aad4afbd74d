import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { Frame } from './frame/frame.tsx';
import { OverviewPage } from './pages/overview/overview-page.tsx';

const root = createRootRoute({ component: Frame });

const overview = createRoute({ getParentRoute: () => root, path: '/', component: OverviewPage });

/** Every address of the console, below where the gateway serves it. */
export const router = createRouter({
  routeTree: root.addChildren([overview]),
  basepath: new URL(document.baseURI).pathname,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
