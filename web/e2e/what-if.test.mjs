// What if: an operation ends elsewhere, the run is made again with that, the link follows, and one
// or all can be reset; by the keyboard alone as well.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as site from "./fixture.mjs";

const RACE = "#v1&ex=select-race";

function panel(page) {
  const it = site.region(page, "What if");
  return {
    it,
    rows: it.getByRole("listitem"),
    // Rust's; JavaScript has such a button of its own.
    nudge: (what, way) =>
      it.getByRole("button", { name: new RegExp(`^End .*${what}, of task .* \\d+ ms ${way}$`) }),
    reset: (what) => it.getByRole("button", { name: new RegExp(`^Reset .*${what}, of task`) }),
    resetAll: it.getByRole("button", { name: "Reset all", exact: true }),
  };
}

/** Opens the race at a step at which all three answers are under way. */
function race(body, options = {}) {
  return site.visiting({ at: RACE, ...options }, async (page, heard) => {
    const it = panel(page);
    await it.it.waitFor();
    const { last } = await site.position(page);
    for (let step = 1; step < last && (await it.nudge("50 ms", "later").count()) === 0; step += 1) {
      await site.moveTo(page, step);
    }
    await body(page, it, heard);
  });
}

/** Waits until so many operations are moved: the run is made again, and so is its twin's. */
function moved(page, count) {
  const is = (count) => document.querySelectorAll(".what-if li.moved").length === count;
  return page.waitForFunction(is, count);
}

/** The address, as the page has written it for a reader who rests. */
async function rested(page) {
  for (let last; ; ) {
    if (last === page.url()) return last;
    last = page.url();
    await page.waitForTimeout(1_500);
  }
}

async function printed(page) {
  return site.region(page, "Output").innerText();
}

test("an answer that is nudged before the others' wins, and the link reopens that", () =>
  race(async (page, it) => {
    const here = await site.position(page);
    const drawn = await site.picture(page);
    const sooner = it.nudge("40 ms", "sooner");
    for (let press = 0; press < 12; press += 1) await sooner.click();
    await moved(page, 1);
    await site.settled(page);
    assert.equal((await site.position(page)).now, here.now, "the reader stays");
    assert.notEqual(await site.picture(page), drawn, "the diagram follows");
    const says = /The sleep of 40 ms, of task \d+ .*, ends at \d+ ms instead of 40 ms\./;
    assert.match(await it.it.innerText(), says);
    const before = await rested(page);
    assert.match(before, /&if=t\d+\.\d+\.\d+ms/);
    await site.player(page).last.click();
    await site.settled(page);
    assert.match(await printed(page), /main: florist first/);
    await page.waitForURL((url) => url.href !== before);
    const link = await page.evaluate(() => location.hash);
    await page.reload();
    await site.ready(page, "select-race");
    await site.attend(page);
    await it.resetAll.waitFor();
    assert.match(await printed(page), /main: florist first/);
    assert.equal(await page.evaluate(() => location.hash), link);
  }));

test("one is reset, or all of them, and the run is the one that it was", () =>
  race(async (page, it) => {
    const drawn = await site.picture(page);
    await it.nudge("40 ms", "sooner").click();
    await it.nudge("50 ms", "later").click();
    await it.reset("40 ms").waitFor();
    await moved(page, 2);
    await it.reset("40 ms").click();
    await site.settled(page);
    await moved(page, 1);
    await it.nudge("40 ms", "later").click();
    await it.resetAll.click();
    await site.settled(page);
    await moved(page, 0);
    assert.equal(await site.picture(page), drawn);
    await page.waitForFunction(() => !location.hash.includes("&if="));
  }));

test("by the keyboard alone, and the focus stays on the button", () =>
  race(async (page, it) => {
    const sooner = it.nudge("40 ms", "sooner");
    await sooner.focus();
    for (let press = 0; press < 3; press += 1) {
      await page.keyboard.press("Enter");
      await site.settled(page);
      const name = await page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
      assert.match(name ?? "", /^End the sleep of 40 ms, of task .* sooner$/);
    }
    await moved(page, 1);
  }));

test("JavaScript's operations are moved by names of their own", () =>
  race(async (page, it) => {
    const says = it.rows.filter({ hasText: "of JavaScript" }).filter({ hasText: "40 ms" });
    await says.first().waitFor();
    await says.getByRole("button", { name: /sooner$/ }).click();
    await page.waitForFunction(() => /&if=js\.\d+\.\d+ms/.test(location.hash));
    await site.settled(page);
    await moved(page, 1);
  }));

test("what a link asks for and the run does not have is said, and the page goes on", () =>
  site.visiting({ at: `${RACE}&if=t9.9.20ms&if=nonsense&if=t0.0.18446744073709551615ns` }, async (page) => {
    const it = panel(page);
    await it.it.waitFor();
    assert.match(await site.said(page), /“if=nonsense” names no operation/);
    assert.match(await it.it.innerText(), /no operation t9\.9/);
    await site.player(page).last.click();
    await site.settled(page);
    await it.resetAll.click();
    await site.settled(page);
    await moved(page, 0);
  }));

test("every button is large enough for a finger, at any width", async () => {
  for (const width of [1440, 390]) {
    await race(
      async (page, it) => {
        await it.nudge("40 ms", "sooner").click();
        await moved(page, 1);
        for (const button of await it.it.getByRole("button").all()) {
          const box = await button.boundingBox();
          assert.ok(box.width >= 24 && box.height >= 24, JSON.stringify(box));
        }
        const { over } = await page.evaluate(() => ({
          over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        }));
        assert.ok(over <= 0, `${over} px too wide at ${width}`);
      },
      { viewport: { width, height: 900 } },
    );
  }
});
