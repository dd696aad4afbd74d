import type { IconName } from '../parts/icon.tsx';
import type { Scope } from '../session/scopes.ts';

/** A page that one can go to from everywhere. */
interface Place {
  readonly to: string;
  readonly title: string;
  readonly icon: IconName;
  /** `g` and this goes there. */
  readonly key: string;
  /** Without which it shows nothing; the overview shows what one may see. */
  readonly scope: Scope | undefined;
}

/** The pages of the sidebar, in its order. */
export const PAGES = [
  { to: '/', title: 'Overview', icon: 'overview', key: 'o', scope: undefined },
  { to: '/decisions', title: 'Decisions', icon: 'decisions', key: 'd', scope: 'decisions:read' },
  { to: '/workloads', title: 'Workloads', icon: 'workloads', key: 'w', scope: 'decisions:read' },
  { to: '/trust', title: 'Trust', icon: 'trust', key: 't', scope: 'trust:read' },
  { to: '/issuers', title: 'Issuers', icon: 'issuers', key: 'i', scope: 'trust:read' },
  { to: '/targets', title: 'Targets', icon: 'targets', key: 'a', scope: 'trust:read' },
  { to: '/keys', title: 'Keys', icon: 'keys', key: 'k', scope: 'keys:rotate' },
] as const satisfies readonly Place[];
