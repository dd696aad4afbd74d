import { isJsonObject, type JsonObject, type JsonValue } from '@cambio/oauth';
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

/** One entry of the log: when, what, and the rest as names and values. */
function entryText(entry: JsonValue, style: Style): string {
  if (!isJsonObject(entry)) return '';
  const { level, time, msg, ...rest } = entry;
  const clock = new Date(Number(time)).toTimeString().slice(0, 8);
  const paint = Number(level) >= 50 ? style.bad : style.strong;
  const details = Object.entries(rest).map(([name, value]) => `${style.faint(name)} ${detailText(value)}`);
  return `  ${style.faint(clock)}  ${[paint(String(msg)), ...details].join('  ')}\n`;
}

/** Diagnostics as they are listed elsewhere; anything else as it is. */
function detailText(value: JsonValue): string {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return JSON.stringify(value);
  return value.map((item: JsonValue) => `\n      ${isJsonObject(item) ? problemText(item) : item}`).join('');
}

function problemText({ position, message }: JsonObject): string {
  if (!isJsonObject(position)) return String(message);
  return `${position.file}:${position.line}:${position.column}: ${message}`;
}
