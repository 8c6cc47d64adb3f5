// Typing into a live connection: the echo comes back in the terminal and in the diagram, what
// happened before stays, and where nothing can be typed the terminal says why.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as site from "./fixture.mjs";

const ECHO = "#v1&ex=echo-server";

function terminal(page) {
  const it = site.region(page, "Terminal");
  return {
    it,
    field: it.getByRole("textbox", { name: "Type into the terminal" }),
    send: it.getByRole("button", { name: "Send", exact: true }),
    undo: it.getByRole("button", { name: "Undo", exact: true }),
    log: it.getByRole("log", { name: "Sent and received" }),
    leads: it.getByRole("button", { name: /at which it is connected/ }),
  };
}

/** Opens an example at a step at which its terminal can be typed into. */
function connected(at, body) {
  return site.visiting({ at }, async (page, heard) => {
    const it = terminal(page);
    await it.leads.click();
    await site.settled(page);
    assert.equal(await it.field.getAttribute("aria-disabled"), null);
    await body(page, it, heard);
  });
}

test("what is typed is seen at once, and its echo when it has come back", () =>
  connected(ECHO, async (page, it) => {
    const before = await site.position(page);
    const drawn = await site.picture(page);
    await it.field.click();
    await page.keyboard.type("is this 7? Yes");
    await page.keyboard.press("Enter");
    await site.settled(page);
    const after = await site.position(page);
    assert.equal(after.now, before.now, "the reader stays");
    assert.ok(after.last > before.last, "and more happens");
    assert.notEqual(await site.picture(page), drawn, "also in the diagram");
    assert.ok((await page.locator(".mark.sent").count()) > 0, "as a mark where it was typed");
    assert.equal(await it.field.inputValue(), "");
    assert.match(await it.log.innerText(), /is this 7\? Yes/);
    assert.doesNotMatch(await it.log.innerText(), /server/);
    await site.player(page).last.click();
    await site.settled(page);
    assert.match(await it.log.innerText(), /server[^]*is this 7\? Yes/);
    await page.waitForFunction(() => location.hash.includes("in=2."));
    const link = await page.evaluate(() => location.hash);
    await page.reload();
    await site.ready(page, "echo-server");
    await it.log.getByText("is this 7? Yes").first().waitFor();
    assert.equal(await page.evaluate(() => location.hash), link);
  }));

test("where nothing can be typed, the terminal says why", () =>
  site.visiting({ at: ECHO }, async (page) => {
    const it = terminal(page);
    await it.it.waitFor();
    assert.match(await it.it.innerText(), /not connected yet/);
    assert.equal(await it.field.getAttribute("aria-disabled"), "true");
    await site.player(page).last.click();
    await site.settled(page);
    assert.match(await it.it.innerText(), /the run is over/);
    const described = await it.field.evaluate(
      (field) => document.getElementById(field.getAttribute("aria-describedby")).textContent,
    );
    assert.match(described, /the run is over/);
    const { last } = await site.position(page);
    await it.send.click({ force: true });
    await it.field.press("Enter");
    await site.settled(page);
    assert.equal((await site.position(page)).last, last, "and nothing happens");
  }));

test("typing at an earlier step drops what was typed later, and undo brings it back", () =>
  connected(ECHO, async (page, it) => {
    const early = (await site.position(page)).now;
    await site.moveTo(page, early + 30);
    await it.field.fill("later");
    await it.send.click();
    await site.moveTo(page, early);
    await it.field.fill("earlier");
    await it.send.click();
    await site.player(page).last.click();
    await site.settled(page);
    assert.match(await it.log.innerText(), /earlier/);
    assert.doesNotMatch(await it.log.innerText(), /later/);
    assert.match(await it.it.innerText(), /dropped/);
    await it.undo.click();
    await site.settled(page);
    await site.moveTo(page, (await site.position(page)).last);
    assert.match(await it.log.innerText(), /later/);
    assert.doesNotMatch(await it.log.innerText(), /earlier/);
    assert.equal(await it.undo.count(), 0);
  }));

test("a paste of 100 kB is refused with a sentence, and stays in the field", () =>
  connected(ECHO, async (page, it) => {
    const before = await site.position(page);
    const text = "0123456789".repeat(10_000);
    await it.field.fill(text);
    await it.send.click();
    await site.settled(page);
    assert.match(await site.said(page), /was not sent/);
    assert.deepEqual(await site.position(page), before);
    assert.equal((await it.field.inputValue()).length, text.length);
  }));

test("control characters, markup and bytes that are no text are shown and do nothing", () =>
  connected(ECHO, async (page, it) => {
    await it.field.fill("\u0007\u001b[2J<b>bold</b>\u202e\n\ttwo lines");
    await it.send.click();
    await site.player(page).last.click();
    await site.settled(page);
    assert.match(await it.log.innerText(), /␇␛\[2J<b>bold<\/b>⇄/);
    assert.equal(await it.log.locator("b").count(), 0);
    await page.goto(`${page.url().split("#")[0]}${ECHO}&in=2.30ms.%FF%00%C3`);
    await page.reload();
    await site.ready(page, "echo-server");
    await site.player(page).last.click();
    await it.log.getByText("\ufffd␀\ufffd").first().waitFor();
  }));

test("who types the name of the group in the chat hears what is said there", () =>
  connected("#v1&ex=chat-tasks", async (page, it) => {
    await it.field.fill("tea");
    await it.field.press("Enter");
    await site.player(page).last.click();
    await site.settled(page);
    assert.match(await it.log.innerText(), /server[^]*green!/);
  }));

test("keys that are typed do not move the player", () =>
  connected(ECHO, async (page, it) => {
    const before = await site.position(page);
    await it.field.focus();
    for (const key of ["a", "Space", "ArrowLeft", "ArrowRight", "Home", "End", "?", "Shift+Enter"]) {
      await page.keyboard.press(key);
    }
    await site.settled(page);
    assert.deepEqual(await site.position(page), before);
    assert.equal(await page.locator("dialog[open]").count(), 0);
    assert.equal(await it.field.inputValue(), "a ?\n");
  }));
