import type { KeyEvent, KeyOutlook } from '@cambio/mint';
import { columns } from './columns.ts';
import { printable } from './printable.ts';
import { spanText } from './span.ts';
import type { Style } from './style.ts';

const ORDER = ['active', 'next', 'retired'] as const;

/** One line for each key, those of an algorithm together: what it does, since when, and what becomes of it when. */
export function keysText(keys: readonly KeyOutlook[], now: number, style: Style): string {
  const rank = ({ state }: KeyOutlook) => ORDER.indexOf(state);
  const sorted = keys.toSorted((a, b) => a.algorithm.localeCompare(b.algorithm) || rank(a) - rank(b));
  return columns(
    sorted.map((key) => [
      style.strong(printable(key.algorithm)),
      paintOf(key, style)(key.state),
      printable(key.kid),
      sinceText(key, now),
      style.faint(prospect(key, now)),
    ]),
  );
}

function paintOf({ state }: KeyOutlook, style: Style): Style['good'] {
  if (state === 'active') return style.good;
  return state === 'next' ? style.name : style.faint;
}

function sinceText({ state, createdAt, activatedAt, retiredAt }: KeyOutlook, now: number): string {
  const ago = (at: number) => `${spanText(now - at)} ago`;
  if (state === 'active') return `signs since ${ago(activatedAt ?? createdAt)}`;
  return state === 'next' ? `published ${ago(createdAt)}` : `retired ${ago(retiredAt ?? createdAt)}`;
}

function prospect({ state, readyAt, changesAt }: KeyOutlook, now: number): string {
  if (changesAt === undefined) return '';
  const when = changesAt > now ? `in ${spanText(changesAt - now)}` : 'about now';
  if (state === 'active') return `rotates ${when}`;
  if (state === 'retired') return `unpublished ${when}`;
  const early = readyAt !== undefined && readyAt > now ? `, on demand in ${spanText(readyAt - now)}` : '';
  return `signs ${when}${early}`;
}

/** What was done to keys, a line for each. */
export function eventsText(events: readonly KeyEvent[], style: Style): string {
  return events
    .map(({ event, kid, algorithm }) => `${style.good('✓')} ${event}: ${printable(`${algorithm} ${kid}`)}\n`)
    .join('');
}
