// What somebody shares is what others see: the dialog's codes work, its preview is live, and copying
// takes one press.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as site from "./fixture.mjs";
import { framed } from "./host.mjs";

/** A list of choices, by the word before it. */
const field = (dialog, name) => dialog.locator(`.field:has(span:text-is("${name}")) select`);

/** Opens the dialog and hands over what is in it. */
async function opened(page) {
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Share" });
  await dialog.waitFor();
  return {
    dialog,
    code: () => dialog.getByRole("textbox", { name: "What is copied" }).inputValue(),
    choose: (name, value) => field(dialog, name).selectOption(value),
    preview: async () => {
      const inside = await framed(dialog);
      await site.ready(inside);
      return inside;
    },
  };
}

const AT = "#v1&ex=async-concurrent";

test("a link is copied with one press, and opens the same", () =>
  site.visiting(
    { at: `${AT}&axis=time`, permissions: ["clipboard-read", "clipboard-write"] },
    async (page) => {
      await site.moveTo(page, 5);
      const { dialog, code } = await opened(page);
      await dialog.getByRole("button", { name: "Copy" }).click();
      await dialog.getByText("Copied.").waitFor();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      assert.equal(copied, await code());
      await page.keyboard.press("Escape");
      const before = await site.picture(page);
      const other = await page.context().newPage();
      await other.goto(copied);
      await site.ready(other, "async-concurrent");
      assert.equal((await site.position(other)).now, 5);
      assert.equal(await site.picture(other), before);
    },
  ));

test("the preview is the embed, as its options say", () =>
  site.visiting({ at: AT }, async (page) => {
    const { dialog, code, choose, preview } = await opened(page);
    await choose("As", "iframe");
    await choose("Theme", "dark");
    await dialog.getByLabel("source", { exact: true }).uncheck();
    assert.match(await code(), /<iframe src=".*\?embed=1&amp;panes=.*&amp;theme=dark#v1&amp;ex=async-concurrent"/);
    await page.waitForTimeout(500);
    const inside = await preview();
    assert.equal(await inside.locator(".source").isVisible(), false);
    assert.equal(await inside.evaluate(() => document.documentElement.dataset.theme), "dark");
  }));

test("stops are chosen in the preview, and are the only steps of what is shared", () =>
  site.visiting({ at: AT }, async (page) => {
    const { dialog, code, choose, preview } = await opened(page);
    await choose("As", "element");
    const add = dialog.getByRole("button", { name: "Stop here" });
    const inside = await preview();
    for (const control of ["last", "back"]) {
      await site.player(inside)[control].click();
      await page.locator('.stops > button:not([aria-disabled="true"])').waitFor();
      await add.click();
      // A step is a stop only once.
      await page.locator('.stops > button[aria-disabled="true"]').waitFor();
    }
    const address = /href="([^"]*)"/.exec(await code())[1].replaceAll("&amp;", "&");
    const other = await page.context().newPage();
    await other.goto(address);
    await site.ready(other, "async-concurrent");
    assert.deepEqual(await site.position(other), { now: 0, last: 2 });
    await site.player(other).last.click();
    await site.settled(other);
    assert.equal((await site.position(other)).now, 2);
    const [first] = /stops=([^"&]*)/.exec(address)[1].split("_");
    await dialog.getByRole("button", { name: `Remove the stop ${first}` }).click();
    await page.waitForTimeout(200);
    assert.ok(!(await code()).includes(first));
  }));

test("every kind of code has its hint, and the dialog closes with Escape", () =>
  site.visiting({ at: AT }, async (page) => {
    const { dialog, code, choose } = await opened(page);
    const kinds = await field(dialog, "As").locator("option").evaluateAll(
      (options) => options.map((option) => option.value),
    );
    const codes = new Set();
    for (const kind of kinds) {
      await choose("As", kind);
      await site.settled(page);
      codes.add(await code());
    }
    assert.ok(codes.size >= kinds.length - 1, "each says something of its own");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    assert.equal(await page.locator("iframe").count(), 0, "no preview goes on behind the page");
  }));

test("the audience's window is in step with the speaker's, both ways", () =>
  site.visiting({ at: AT }, async (page, heard) => {
    const { dialog } = await opened(page);
    const [hall] = await Promise.all([
      page.context().waitForEvent("page"),
      dialog.getByRole("button", { name: "Open the audience’s window" }).click(),
    ]);
    await site.ready(hall, "async-concurrent");
    assert.equal(await hall.getByRole("banner").isVisible().catch(() => false), false, "no head");
    const at = async (page, step) => {
      await page.waitForFunction(
        (step) => Number(document.querySelector("input.position").value) === step,
        step,
        // A window behind another one paints nothing, so frames are no clock.
        { polling: 50 },
      );
    };
    await site.player(page).forward.click();
    await at(hall, 1);
    await hall.bringToFront();
    await hall.keyboard.press("PageDown");
    await at(hall, 2);
    await at(page, 2);
    await page.bringToFront();
    await site.choose(page, "echo-server");
    await site.ready(hall, "echo-server");
    await site.player(page).last.click();
    const { last } = await site.position(page);
    await at(hall, last);
    // A window that comes later is where the others are.
    const late = await page.context().newPage();
    await late.goto(hall.url().replace(/#.*/, "#v1&ex=spawn"));
    await site.ready(late, "echo-server");
    await at(late, last);
    assert.deepEqual(heard, []);
  }));
