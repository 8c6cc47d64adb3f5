// A link reopens the same example at the same step; a broken one is explained, never obeyed.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as site from "./fixture.mjs";

// A live run is another one each time: its link names no step.
for (const id of site.EXAMPLES.filter((id) => id !== "live")) {
  test(`${id}: a link from the middle reopens the same step`, () =>
    site.visiting({ at: `#v1&ex=${id}` }, async (page) => {
      const { last } = await site.position(page);
      const middle = Math.floor(last / 2);
      await site.moveTo(page, middle);
      // The address follows the reader, once the reader rests.
      await page.waitForURL(/#v1&ex=[a-z-]+&at=/);
      const before = await site.picture(page);
      await page.reload();
      await site.ready(page, id);
      assert.equal((await site.position(page)).now, middle);
      assert.equal(await site.picture(page), before);
    }));
}

test("the address of the start names the example only, or its start", () =>
  site.visiting({}, async (page) => {
    await site.choose(page, "echo-server");
    assert.match(page.url(), /#v1&ex=echo-server/);
    await page.reload();
    await site.ready(page, "echo-server");
    assert.equal((await site.position(page)).now, 0);
  }));

test("a link followed while the page is open is obeyed", () =>
  site.visiting({}, async (page) => {
    await page.evaluate(() => {
      location.hash = "#v1&ex=countdown-future";
    });
    await site.ready(page, "countdown-future");
  }));

const LAPTOP = { width: 1280, height: 720 };

test("who goes on to the next example begins at its beginning", () =>
  site.visiting({ at: "#v1&ex=async-sequential", viewport: LAPTOP }, async (page) => {
    await site.player(page).last.click();
    const pane = page.locator(".pane:nth-child(2) .code");
    const scrolled = await pane.evaluate((pane) => (pane.scrollTop = 1_000) && pane.scrollTop);
    assert.ok(scrolled > 0, "it is longer than its place");
    const way = page.getByRole("navigation", { name: "Previous and next example" });
    const next = way.getByRole("link", { name: /^Next/ });
    await next.scrollIntoViewIfNeeded();
    assert.ok((await page.evaluate(() => scrollY)) > 300);
    await page.waitForURL(/&at=/);
    await next.click();
    await site.ready(page, "async-concurrent");
    await page.waitForFunction(() => scrollY === 0 && document.activeElement.tagName === "H1");
    assert.equal(await pane.evaluate((pane) => pane.scrollTop), 0);
    // Whoever goes back finds the place that they left.
    await page.goBack();
    await site.ready(page, "async-sequential");
    const { now, last } = await site.position(page);
    assert.equal(now, last);
    await page.waitForFunction(() => scrollY > 300);
  }));

test("going back returns to the example before", () =>
  site.visiting({}, async (page) => {
    await site.choose(page, "async-sequential");
    await site.choose(page, "async-concurrent");
    await page.goBack();
    await site.ready(page, "async-sequential");
  }));

const BROKEN = {
  "an unknown example": "#v1&ex=lazy-futures",
  "a step past the end": "#v1&ex=lazy-future&at=t0.999.end",
  "an anchor of a lane that is not": "#v1&ex=lazy-future&at=t99.0+1",
  "an anchor that is none": "#v1&ex=lazy-future&at=%20%20",
  "garbage": "#mumble=1;drop",
  "a version from the future": "#v9&ex=lazy-future",
  "damaged percent-encoding": "#v1&ex=%E0%A4%A&at=%",
  "markup": "#v1&ex=<img src=x onerror=alert(1)>",
  "a very long one": `#v1&ex=${"x".repeat(20_000)}`,
};

for (const [name, at] of Object.entries(BROKEN)) {
  test(`a broken link (${name}) gets a sentence and the default example`, () =>
    site.visiting({ at }, async (page) => {
      assert.equal(await site.example(page), "lazy-future");
      assert.equal((await site.position(page)).now, 0);
      const sentence = await site.said(page);
      assert.match(sentence, /link|there is no/i, `a sentence says what is wrong: ${sentence}`);
      assert.ok(sentence.length < 900, "and it is short, whatever the link holds");
      await site.player(page).forward.click();
      await site.settled(page);
      assert.equal((await site.position(page)).now, 1, "the page works");
    }));
}
