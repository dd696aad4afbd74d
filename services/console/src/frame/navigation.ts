import type { IconName } from '../parts/icon.tsx';

/** A page that one can go to from everywhere. */
interface Place {
  readonly to: string;
  readonly title: string;
  readonly icon: IconName;
  /** `g` and this goes there. */
  readonly key: string;
}

/** The pages of the sidebar, in its order. */
export const PAGES = [
  { to: '/', title: 'Overview', icon: 'overview', key: 'o' },
  { to: '/decisions', title: 'Decisions', icon: 'decisions', key: 'd' },
  { to: '/workloads', title: 'Workloads', icon: 'workloads', key: 'w' },
  { to: '/trust', title: 'Trust', icon: 'trust', key: 't' },
  { to: '/issuers', title: 'Issuers', icon: 'issuers', key: 'i' },
  { to: '/targets', title: 'Targets', icon: 'targets', key: 'a' },
  { to: '/keys', title: 'Keys', icon: 'keys', key: 'k' },
] as const satisfies readonly Place[];
