import { PAGES } from './navigation.ts';
import { THEMES, type Theme } from './theme.ts';

/** Something the palette offers. */
export type Command = { readonly id: string; readonly title: string } & (
  | { readonly kind: 'page'; readonly to: (typeof PAGES)[number]['to']; readonly keys: string }
  | { readonly kind: 'theme'; readonly theme: Theme }
  | { readonly kind: 'log-out' }
  | { readonly kind: 'decision'; readonly decision: string }
  | { readonly kind: 'workloads'; readonly name: string }
);

/** A decision's id (RFC 9562). */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const FIXED: readonly Command[] = [
  ...PAGES.map(({ to, title, key }) => ({ id: to, title, kind: 'page' as const, to, keys: `g ${key}` })),
  ...THEMES.map((theme) => ({
    id: `theme-${theme}`,
    title: `Theme: ${theme}`,
    kind: 'theme' as const,
    theme,
  })),
  { id: 'log-out', title: 'Log out', kind: 'log-out' },
];

/** What there is to do about what was typed: what is called so, and what can be looked up by it. */
export function commandsFor(typed: string): readonly Command[] {
  const text = typed.trim();
  if (UUID.test(text))
    return [
      { id: 'decision', title: `Open decision ${text}`, kind: 'decision', decision: text.toLowerCase() },
    ];
  const words = text.toLowerCase().split(/\s+/);
  const called = FIXED.filter(({ title }) => words.every((word) => title.toLowerCase().includes(word)));
  if (text === '') return called;
  return [...called, { id: 'workloads', title: `Workloads named “${text}”`, kind: 'workloads', name: text }];
}
