/** The question that the supervisor's page asks before a deed. */
import type { Page } from 'playwright-core';

/** Presses the button of that name; the first, where there are several. */
export async function begin(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click();
  await page.locator('foyer-ask form').waitFor();
}

/** Writes into a field of one line, or of several. */
export const line = (page: Page, name: string, text: string) =>
  page.locator(`foyer-ask [name="${name}"] :is(input, textarea)`).first().fill(text);

/** Chooses from a list. */
export async function choose(page: Page, name: string, value: string): Promise<void> {
  const list = page.locator(`foyer-ask wa-select[name="${name}"]`);
  await list.click();
  await list.locator(`wa-option[value="${value}"]`).click();
}

/** Into the parts of a time, one after the other. */
export async function time(page: Page, name: string, digits: string): Promise<void> {
  await page.locator(`foyer-ask wa-time-input[name="${name}"] [part~=segment]`).first().click();
  await page.keyboard.type(digits);
}
