import type { ShownMember } from '@cambio/settings';

/** Where a setting came from, as a place to look at. */
export function originText(origin: ShownMember['origin']): string {
  switch (origin.kind) {
    case 'default':
      return 'default';
    case 'file':
      return `${origin.position.file}:${origin.position.line}`;
    case 'environment':
      return origin.variable;
    case 'flag':
      return 'option';
  }
}
