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
] as const satisfies readonly Place[];
