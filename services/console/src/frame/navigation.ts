/** The pages of the sidebar, in its order. */
export const PAGES = [{ to: '/', title: 'Overview' }] as const;
