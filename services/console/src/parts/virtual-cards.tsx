import { useWindowVirtualizer } from '@tanstack/react-virtual';
import type { ReactNode } from 'react';

interface VirtualCardsProps<Item extends { readonly id: string }> {
  readonly items: readonly Item[];
  readonly card: (item: Item) => ReactNode;
}

/** Pixels, until a card has been seen: each is as high as it needs. */
const HEIGHT = 200;

/** Pixels between two cards, as in a `stack`. */
const GAP = 12;

/**
 * Cards one below the other, as many as there are: only those that are seen exist, and some beside them, so that it does
 * not matter where on the page the first one begins. The page scrolls, and so does whoever goes through them by Tab.
 */
export function VirtualCards<Item extends { readonly id: string }>({ items, card }: VirtualCardsProps<Item>) {
  const virtual = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => HEIGHT,
    gap: GAP,
    getItemKey: (index) => items[index]?.id ?? index,
    overscan: 4,
  });
  const seen = virtual.getVirtualItems();
  return (
    <div style={{ height: virtual.getTotalSize() }}>
      <div className="stack" style={{ transform: `translateY(${seen[0]?.start ?? 0}px)` }}>
        {seen.map(({ index, key }) => {
          const item = items[index];
          return item === undefined ? null : (
            <div key={key} data-index={index} ref={virtual.measureElement}>
              {card(item)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
