import type { Page } from 'playwright-core';

/**
 * Another text in the place of what the editor has. That goes first: what Chromium's own editing puts over a selection gets
 * its look by a style attribute, which the page's policy refuses, and tells of. The text is right either way.
 */
export async function writeInstead(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Document' }).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(text);
}
