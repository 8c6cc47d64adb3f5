// Every example can be walked to its end and back, by button and by slider, and shows the same
// pictures on the way: the page is a function of the trace and the cursor, and of nothing else.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as site from "./fixture.mjs";

/** A feat of size is walked through in a smaller version; `long.test.mjs` has the large one. */
const REHEARSED = { "hundred-thousand": "&k.tasks=20" };

for (const id of site.EXAMPLES) {
  test(`${id}: to the end in one go and back, the same pictures`, () =>
    site.visiting({}, async (page) => {
      await site.choose(page, id);
      const { first, last } = site.player(page);
      const start = await site.picture(page);
      await last.click();
      await site.settled(page);
      const { now, last: end } = await site.position(page);
      assert.equal(now, end, "Last step goes to the end");
      assert.ok(end > 3, "something happens");
      assert.notEqual(await site.picture(page), start, "the end looks different from the start");
      await first.click();
      await site.settled(page);
      assert.equal((await site.position(page)).now, 0);
      assert.equal(await site.picture(page), start, "the start looks as it did");
    }));

  test(`${id}: step by step to the end and back, the same pictures`, () =>
    site.visiting({}, async (page) => {
      if (id in REHEARSED) {
        await page.evaluate((link) => (location.hash = link), `#v1&ex=${id}${REHEARSED[id]}`);
        await site.ready(page, id);
      } else {
        await site.choose(page, id);
      }
      const { forward, back } = site.player(page);
      const there = await walk(page, forward);
      const { now, last } = await site.position(page);
      assert.equal(now, last, "Step forward goes to the end and stops there");
      assert.equal(there.length, last + 1, "each press is one step");
      const andBack = await walk(page, back);
      assert.equal((await site.position(page)).now, 0, "Step back goes to the start and stops there");
      assert.deepEqual(andBack.toReversed(), there, "the same pictures, coming back");
    }));
}

/**
 * Presses a button until it is disabled, inside the page, and hands over a digest of the diagram
 * before the first press and after each.
 */
async function walk(page, button) {
  await page.evaluate(`globalThis.drawing = ${site.drawing}`);
  return button.evaluate(async (button) => {
    const diagram = document.querySelector('[aria-label="Diagram"]');
    const look = async () => {
      const text = drawing(diagram);
      const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
      return [...new Uint8Array(digest)].map((byte) => byte.toString(16)).join("");
    };
    const frame = () => new Promise((begun) => requestAnimationFrame(begun));
    const ended = () => button.disabled || button.getAttribute("aria-disabled") === "true";
    const pictures = [await look()];
    while (!ended() && pictures.length < 5000) {
      button.click();
      // Two frames, for one may come before the page has drawn.
      await frame();
      await frame();
      pictures.push(await look());
    }
    return pictures;
  });
}

for (const [id, outcome] of Object.entries(site.SPECIMENS)) {
  test(`${id}: ends as an outcome with a sentence, and the page stays responsive`, () =>
    site.visiting({ at: `#v1&ex=${id}` }, async (page) => {
      assert.equal(await site.example(page), id);
      await site.player(page).last.click();
      await site.settled(page);
      assert.match(await site.said(page), outcome);
      // Responsive: the catalogue still works, and at once.
      await site.choose(page, "lazy-future");
      assert.equal((await site.position(page)).now, 0);
    }));
}

test("playing goes forward by itself, and pausing stops it", () =>
  site.visiting({}, async (page) => {
    const { play, pause } = site.player(page);
    await play.click();
    await page.waitForFunction(
      () => Number(document.querySelector('input[type="range"]').value) >= 2,
    );
    await pause.click();
    await site.settled(page);
    const { now } = await site.position(page);
    await page.waitForTimeout(1500);
    assert.equal((await site.position(page)).now, now, "paused is paused");
  }));

test("a box, a printed line and a source line move the cursor to where they happen", () =>
  site.visiting({ at: "#v1&ex=async-concurrent" }, async (page) => {
    const { last, first } = site.player(page);
    await last.click();
    await site.settled(page);
    const end = (await site.position(page)).last;
    await site.region(page, "Output").getByRole("button").first().click();
    await site.settled(page);
    const printed = (await site.position(page)).now;
    assert.ok(printed > 0 && printed < end, `a printed line lies inside the run: ${printed}`);
    await first.click();
    await site.region(page, "Diagram").locator("svg .box rect").first().click();
    await site.settled(page);
    assert.ok((await site.position(page)).now > 0, "a box moves the cursor");
  }));
