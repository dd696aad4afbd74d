import { readPage } from '../documents/page.ts';

/** What stands in a guide for what is only known here: the example and what it is replaced with. */
export type Names = Readonly<Record<string, string>>;

/** A section's one block of code in this language, as a reader copies it, with the names of the examples replaced. */
export function copyFrom(
  page: string,
  { section, language }: { readonly section: string; readonly language: string },
  names: Names = {},
): string {
  const blocks = readPage(page).blocks.filter(
    (block) => block.section === section && block.language === language,
  );
  const [block] = blocks;
  if (block === undefined || blocks.length > 1) {
    throw new Error(`${page} has ${blocks.length} blocks of ${language} under ${section}, not one`);
  }
  return Object.entries(names).reduce((text, [example, name]) => text.replaceAll(example, name), block.text);
}
