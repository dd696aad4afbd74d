import { styleText } from 'node:util';

type Format = Parameters<typeof styleText>[0];

export type Paint = (text: string) => string;

/** How things look; without colour every member gives its text back as it is. */
export interface Style {
  readonly strong: Paint;
  readonly faint: Paint;
  readonly good: Paint;
  readonly bad: Paint;
  readonly caution: Paint;
  readonly name: Paint;
}

export function styleFor(terminal: { readonly colour: boolean }): Style {
  const paint = (format: Format): Paint =>
    terminal.colour ? (text) => styleText(format, text, { validateStream: false }) : (text) => text;
  return {
    strong: paint('bold'),
    faint: paint('dim'),
    good: paint('green'),
    bad: paint('red'),
    caution: paint('yellow'),
    name: paint('cyan'),
  };
}

/** For files, pipes, and standard error, which is not asked whether it is a terminal. */
export const PLAIN: Style = styleFor({ colour: false });
