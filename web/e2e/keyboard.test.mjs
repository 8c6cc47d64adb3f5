// The player by keyboard: its keys act while focus is in it, and leave the page alone otherwise.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as site from "./fixture.mjs";

async function press(page, key) {
  await page.keyboard.press(key);
  await site.settled(page);
  return (await site.position(page)).now;
}

test("arrows, Home and End move the cursor while focus is in the player", () =>
  site.visiting({}, async (page) => {
    await site.player(page).play.focus();
    const { last } = await site.position(page);
    assert.equal(await press(page, "ArrowRight"), 1);
    assert.equal(await press(page, "ArrowRight"), 2);
    assert.equal(await press(page, "ArrowLeft"), 1);
    assert.equal(await press(page, "End"), last);
    assert.equal(await press(page, "Home"), 0);
  }));

test("on the slider, an arrow is one step and not two", () =>
  site.visiting({}, async (page) => {
    await site.player(page).slider.focus();
    assert.equal(await press(page, "ArrowRight"), 1);
    assert.equal(await press(page, "ArrowRight"), 2);
    assert.equal(await press(page, "ArrowLeft"), 1);
  }));

test("Space plays and pauses, once per press", () =>
  site.visiting({}, async (page) => {
    await site.player(page).slider.focus();
    await page.keyboard.press("Space");
    await site.player(page).pause.waitFor();
    await page.keyboard.press("Space");
    await site.player(page).play.waitFor();
    // On the button itself, the browser's own click must not undo what the key did.
    await site.player(page).play.focus();
    await page.keyboard.press("Space");
    await site.player(page).pause.waitFor();
  }));

test("outside the player, the keys belong to the page", () =>
  site.visiting({}, async (page) => {
    await page.evaluate(() => document.activeElement?.blur?.());
    for (const key of ["ArrowRight", "End", "Space"]) {
      assert.equal(await press(page, key), 0, `${key} does nothing here`);
    }
    await site.region(page, "Examples").getByRole("link").first().focus();
    for (const key of ["ArrowRight", "End", "Space"]) {
      assert.equal(await press(page, key), 0, `${key} does nothing in the catalogue`);
    }
    assert.equal(await site.player(page).play.count(), 1, "and nothing plays");
  }));

test("with a modifier held, the keys belong to the browser", () =>
  site.visiting({}, async (page) => {
    await site.player(page).play.focus();
    for (const key of ["Control+ArrowRight", "Control+End", "Meta+ArrowRight"]) {
      assert.equal(await press(page, key), 0, `${key} does nothing here`);
    }
  }));

test("a question mark and the button open the help, Escape closes it", () =>
  site.visiting({}, async (page) => {
    const dialog = page.getByRole("dialog");
    await site.player(page).play.focus();
    await page.keyboard.press("?");
    await dialog.waitFor();
    assert.equal(await dialog.evaluate((dialog) => dialog.scrollTop), 0, "it begins at its top");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: /help/i }).click();
    await dialog.waitFor();
  }));

test("Tab reaches every control of the player, and focus can be seen", () =>
  site.visiting({}, async (page) => {
    await site.player(page).last.click();
    await site.player(page).first.focus();
    const names = [];
    for (let stop = 0; stop < 7; stop += 1) {
      const { name, outlined } = await page.evaluate(() => {
        const element = document.activeElement;
        const style = getComputedStyle(element);
        const ring = style.outlineStyle !== "none" || style.boxShadow !== "none";
        const name = element.getAttribute("aria-label") || element.textContent || element.id;
        return { name: name.trim(), outlined: ring };
      });
      names.push(name);
      assert.ok(outlined || stop === 0, `focus shows on ${name}`);
      await page.keyboard.press("Tab");
    }
    assert.ok(names.includes("Step back"), names.join(", "));
  }));
