import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { EXTRA_WIDTH } from "./screen.ts";

/** Nothing that a reader with a screen reader, or a phone, could not use. */
export async function assertUsable({ page }: { readonly page: Page }): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  expect(await page.evaluate(EXTRA_WIDTH)).toBe(0);
}

/** The window's own button of a step. */
export function footer(page: Page, dialog: string, button = dialog): Locator {
  return page
    .getByRole("dialog", { name: dialog })
    .locator(".ant-modal-footer")
    .getByRole("button", { name: button });
}

/** Takes a step that asks for words, in the window that it opens. */
export async function say(page: Page, step: string, label: string, words: string): Promise<void> {
  await page.getByRole("button", { name: step, exact: true }).click();
  const dialog = page.getByRole("dialog", { name: step });
  await dialog.getByRole("textbox", { name: label }).fill(words);
  await footer(page, step).click();
  await dialog.waitFor({ state: "hidden" });
}

/** Asks for an item to be taken off the list: what came of it, and the paper that shows it. */
export async function askClosure(page: Page, words: string, file: string): Promise<void> {
  await page.getByRole("button", { name: "申请销号", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "申请销号" });
  await dialog.getByLabel("办理结果").fill(words);
  await dialog.locator("input[type=file]").setInputFiles({
    name: file,
    mimeType: "application/pdf",
    buffer: Buffer.from("%PDF-1.7"),
  });
  await dialog.getByText(file, { exact: true }).waitFor();
  await footer(page, "申请销号").click();
  await dialog.waitFor({ state: "hidden" });
}
