import { isJsonObject, type JsonValue } from '@cambio/oauth';
import { type Logger, pino } from 'pino';
import type { Style } from '../text/style.ts';

/** The gateway's log, for somebody who watches: quiet until told to show, then a line for each thing that happens. */
export interface Activity {
  readonly log: Logger;
  readonly show: () => void;
}

export function activity(write: (text: string) => void, style: Style): Activity {
  let shown = false;
  const stream = {
    write: (text: string) => {
      if (shown) write(entryText(JSON.parse(text), style));
    },
  };
  return {
    log: pino({ level: 'info', base: null }, stream),
    show: () => {
      shown = true;
    },
  };
}

/** One entry of the log: when, what, the rest as names and values, and lists below that. */
function entryText(entry: JsonValue, style: Style): string {
  if (!isJsonObject(entry)) return '';
  const { level, time, msg, ...rest } = entry;
  const clock = new Date(Number(time)).toTimeString().slice(0, 8);
  const paint = Number(level) >= 50 ? style.bad : style.strong;
  const details = Object.entries(rest).flatMap(([name, value]) =>
    Array.isArray(value)
      ? []
      : [`${style.faint(name)} ${typeof value === 'string' ? value : JSON.stringify(value)}`],
  );
  const lists = Object.values(rest).flatMap((value): readonly JsonValue[] =>
    Array.isArray(value) ? value : [],
  );
  const first = [`  ${style.faint(clock)}`, paint(String(msg)), ...details].join('  ');
  return [first, ...lists.map((item) => `            ${itemText(item)}`), ''].join('\n');
}

/** A diagnostic as it is listed elsewhere; anything else as it is. */
function itemText(item: JsonValue): string {
  if (!isJsonObject(item) || !isJsonObject(item.position)) return String(item);
  const { file, line, column } = item.position;
  return `${file}:${line}:${column}: ${item.message}`;
}
