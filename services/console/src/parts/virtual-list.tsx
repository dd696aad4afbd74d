import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useSyncExternalStore } from 'react';
import { Failure } from './loaded.tsx';
import './virtual-list.css';

interface VirtualListProps<Item> {
  /** What the list is called. */
  readonly label: string;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  /** The heads of the columns. */
  readonly columns: readonly string[];
  /** The cells (`td`) of a row; the link among them is what the row opens. */
  readonly row: (item: Item) => ReactNode;
  /** A class that lays the columns out. */
  readonly className: string;
  readonly hasMore: boolean;
  readonly isReading: boolean;
  /** Why more could not be read: then it is not read by itself. */
  readonly failure?: unknown;
  readonly readMore: () => void;
}

/** Pixels: of a row, and of one on a narrow screen, where its cells stand in two lines. */
const ROW = 36;
const NARROW_ROW = 64;

/** Rows before the end at which more are read. */
const AHEAD = 30;

/**
 * A table of any length: only the rows that are seen exist. Arrow keys, Page Up and Down, Home and End move from row to
 * row, and Enter opens one.
 */
export function VirtualList<Item>(props: VirtualListProps<Item>) {
  const { label, items, keyOf, columns, row, className, hasMore, isReading, failure, readMore } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const height = useIsNarrow() ? NARROW_ROW : ROW;
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => keyOfAt(items, index, keyOf),
    overscan: 12,
  });
  useEffect(() => virtual.measure(), [height]);

  const rows = virtual.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !isReading && !failure && last >= items.length - AHEAD) readMore();
  }, [hasMore, isReading, failure, last, items.length, readMore]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = indexOf(event.target);
    const to =
      at === undefined ? undefined : moveFrom(at, event.key, items.length, pageOf(scroller.current, height));
    if (to === undefined) return;
    event.preventDefault();
    virtual.scrollToIndex(to);
    requestAnimationFrame(() => focusRow(scroller.current, to));
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys move between the links in it
    <div ref={scroller} className={`virtual-list ${className}`} onKeyDown={onKeyDown}>
      <table aria-label={label} aria-rowcount={hasMore ? -1 : items.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody style={{ height: virtual.getTotalSize() }}>
          {rows.map(({ index, key, start, size }) => {
            const item = items[index];
            return item === undefined ? null : (
              <tr
                key={key}
                aria-rowindex={index + 2}
                data-index={index}
                style={{ height: size, transform: `translateY(${start}px)` }}
              >
                {row(item)}
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="virtual-end soft small" role="status">
        {isReading ? 'Reading more…' : hasMore ? '' : `That is all: ${items.length.toLocaleString('en')}`}
      </p>
      {failure && !isReading ? (
        <Failure error={failure} retry={readMore} title="The rest could not be read" />
      ) : null}
    </div>
  );
}

function keyOfAt<Item>(
  items: readonly Item[],
  index: number,
  keyOf: (item: Item) => string,
): string | number {
  const item = items[index];
  return item === undefined ? index : keyOf(item);
}

function indexOf(target: EventTarget): number | undefined {
  const row = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-index]') : null;
  return row === null ? undefined : Number(row.dataset.index);
}

function pageOf(scroller: HTMLElement | null, height: number): number {
  return Math.max(1, Math.floor((scroller?.clientHeight ?? height) / height) - 2);
}

function moveFrom(at: number, key: string, count: number, page: number): number | undefined {
  const to = (index: number) => Math.min(Math.max(index, 0), count - 1);
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return to(at + 1);
    case 'ArrowUp':
    case 'k':
      return to(at - 1);
    case 'PageDown':
      return to(at + page);
    case 'PageUp':
      return to(at - page);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

function focusRow(scroller: HTMLElement | null, index: number): void {
  scroller?.querySelector<HTMLElement>(`[data-index="${index}"] a`)?.focus({ preventScroll: true });
}

const NARROW = matchMedia('(max-width: 48rem)');

function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      NARROW.addEventListener('change', listener);
      return () => NARROW.removeEventListener('change', listener);
    },
    () => NARROW.matches,
  );
}
