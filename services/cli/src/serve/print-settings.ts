import { type LoadedSettings, shownMembers } from '@cambio/settings';
import type { Terminal } from '../terminal.ts';
import { columns } from '../text/columns.ts';
import { originText } from '../text/origin.ts';
import { styleFor } from '../text/style.ts';

/** Prints what a gateway would be served with, and where each setting came from. Nothing that is secret. */
export function printSettings({ members }: LoadedSettings, json: boolean, terminal: Terminal): void {
  const shown = shownMembers(members).map(({ path, value, origin }) => ({
    member: path,
    value,
    from: originText(origin),
  }));
  if (json) return void terminal.write(`${JSON.stringify({ settings: shown }, null, 2)}\n`);
  const { name, faint, strong } = styleFor(terminal);
  terminal.write(
    columns(
      shown.map(({ member, value, from }) => [
        name(member),
        valueText(value),
        from === 'default' ? faint(from) : strong(from),
      ]),
    ),
  );
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
