import { members } from '../src/index.ts';

/** The page an operator looks a setting up in. */
export function settingsReference(): string {
  const rows = members.map(({ path, variable, description, default: byDefault }) => {
    const value = byDefault === undefined ? '' : `\`${plain(byDefault)}\``;
    return `| \`${path}\` | \`${variable}\` | ${value} | ${description} |`;
  });
  return [...HEAD, ...rows, ''].join('\n');
}

const HEAD = [
  '# Settings',
  '',
  '<!-- Generated from packages/settings/src/schema.ts. -->',
  '',
  'Later wins: `cambio.yaml`, then `CAMBIO_*` variables, then flags. An unknown member or variable is an error.',
  '`config/cambio.yaml` is a commented example; `packages/settings/README.md` says how values are read.',
  '',
  'The gateway does not start with what is unsafe beyond one machine, each a setting under `unsafe`. Set to `true`, it starts anyway:',
  'for a trial, or while something is being mended; `cambio doctor` goes on naming it.',
  '',
  '| member | variable | default | |',
  '|---|---|---|---|',
];

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value).replaceAll('"', '').replaceAll(',', ', ');
}
