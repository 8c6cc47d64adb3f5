// The bridges between Rust's futures and JavaScript's Promises: three examples that only a page can
// run. What their traces claim is tested in crates/bridges; here it is what a reader gets of them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { serve } from "./server.mjs";
import * as site from "./fixture.mjs";

const BRIDGES = ["promise-to-future", "future-to-promise", "live"];

/** The whole run as text, from the panel that tells it. */
const account = (page) => site.account(page, "Rust");

/** What was printed, at the last step. */
async function output(page) {
  await site.player(page).last.click();
  await site.settled(page);
  return site.region(page, "Output").innerText();
}

/** The text of `parts`, in this order. */
function inOrder(text, ...parts) {
  let from = 0;
  for (const part of parts) {
    const at = text.indexOf(part, from);
    assert.ok(at >= 0, `“${part}” comes after what is before it in:\n${text}`);
    from = at + part.length;
  }
}

for (const id of BRIDGES) {
  test(`${id}: opens from the catalogue and from a link, steps to the end and back`, () =>
    site.visiting({}, async (page) => {
      await site.choose(page, id);
      const { forward, back, last } = site.player(page);
      const start = await site.picture(page);
      const { last: end } = await site.position(page);
      assert.ok(end > 20, "something happens");
      for (let step = 0; step < end; step += 1) await forward.click();
      await site.settled(page);
      assert.equal((await site.position(page)).now, end);
      const over = await site.picture(page);
      assert.notEqual(over, start);
      for (let step = 0; step < end; step += 1) await back.click();
      await site.settled(page);
      assert.equal((await site.position(page)).now, 0);
      assert.equal(await site.picture(page), start, "the trace is inert: the same picture again");
      await last.click();
      await site.settled(page);
      assert.equal(await site.picture(page), over);
      await page.evaluate((link) => (location.hash = link), "#v1&ex=lazy-future");
      await site.ready(page, "lazy-future");
      await page.evaluate((link) => (location.hash = link), `#v1&ex=${id}`);
      await site.ready(page, id);
    }));
}

test("promise-to-future: JavaScript runs unawaited, and what it settles wakes the task", () =>
  site.visiting({ at: "#v1&ex=promise-to-future" }, async (page) => {
    inOrder(
      await output(page),
      "kiln: fires the lid",
      "main: three Promises, and no await yet",
      "kiln: the lid is done",
      "kiln: the vase is done",
      "main: takes the vase",
      "main: takes the bowl",
    );
    const told = await account(page);
    assert.match(told, /the Promise of the vase/);
    assert.match(told, /JavaScript/);
  }));

test("future-to-promise: the bridge polls, before anybody awaits and after nobody can", () =>
  site.visiting({ at: "#v1&ex=future-to-promise" }, async (page) => {
    inOrder(
      await output(page),
      "main: drops the Promise of the soup",
      "guest: holds the Promise",
      "tea: on the fire",
      "tea: ready",
      "soup: ready",
      "guest: awaits it",
      "guest: drinks the tea",
    );
  }));

for (const id of ["promise-to-future", "future-to-promise"]) {
  test(`${id}: the same run again, to the letter, and a knob makes another`, () =>
    site.visiting({ at: `#v1&ex=${id}` }, async (page) => {
      const first = await account(page);
      await site.choose(page, "live");
      await site.choose(page, id);
      assert.equal(await account(page), first);
      assert.equal(await page.getByText("Run again").count(), 0, "nothing to be had from that");
      const knob = page.getByRole("spinbutton", { name: /_ms/ });
      await knob.fill("90");
      await page.waitForFunction(() => location.hash.includes("_ms=90"));
      await site.settled(page);
      assert.notEqual(await account(page), first);
    }));
}

test("live: says that it is live, fetches and waits for real, and runs again at a click", () =>
  site.visiting({}, async (page) => {
    const fetched = [];
    page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
    await site.choose(page, "live");
    assert.match(await page.locator(".heading").innerText(), /Live, and not replayable/);
    const note = site.region(page, "Live");
    await note.waitFor();
    assert.match(await note.innerText(), /Live: on the wall clock, and not replayable/);
    assert.equal(await page.getByLabel("Seed").count(), 0, "a seed means nothing here");
    const printed = await output(page);
    inOrder(printed, "timer: 1", "timer: 2", "timer: 3", "main: both are done");
    assert.match(printed, /fetch: \d+ bytes/);
    const asked = () => fetched.filter((path) => path === "/texts/live.json").length;
    assert.equal(asked(), 2, "once for its words, and once by itself");
    assert.match(await account(page), /the Promise of fetch\(texts\/live\.json\)/);
    await note.getByRole("button", { name: "Run again" }).click();
    await page.waitForFunction(() => document.documentElement.dataset.ready === "");
    await page.waitForTimeout(800);
    assert.equal(asked(), 3, "a new run fetches anew");
    await page.waitForTimeout(300);
    assert.equal(await page.evaluate(() => location.hash), "#v1&ex=live", "no step has a link");
  }));

test("live: a fetch that fails is a line of its output, and the page lives on", () =>
  site.visiting({}, async (page, heard) => {
    let times = 0;
    await page.route("**/texts/live.json", (route) => {
      times += 1;
      return times === 1 ? route.continue() : route.abort();
    });
    await site.choose(page, "live");
    const printed = await output(page);
    inOrder(printed, "fetch: failed, TypeError", "main: both are done");
    assert.ok(heard.every((line) => /live\.json|ERR_FAILED/.test(line)), heard.join("\n"));
    heard.length = 0;
    await site.choose(page, "lazy-future");
  }));

test("live: a fetch that never comes is given up by the example itself", () =>
  site.visiting({}, async (page) => {
    let times = 0;
    await page.route("**/texts/live.json", (route) => {
      times += 1;
      if (times === 1) return route.continue();
    });
    await site.pick(page, "live");
    await site.ready(page, "live");
    inOrder(await output(page), "timer: 3", "fetch: nothing came for 5 s", "main: both are done");
  }));

test("live: when nothing comes at all, the page waits for 10 s and names that outcome", () =>
  site.visiting({}, async (page) => {
    await page.evaluate(() => {
      const real = globalThis.setTimeout;
      // The timers of the example, and no others, never ring.
      globalThis.setTimeout = (then, ms, ...more) =>
        ms === 50 || ms === 5000 ? 0 : real(then, ms, ...more);
    });
    await site.pick(page, "live");
    await site.ready(page, "live");
    await site.player(page).last.click();
    await site.settled(page);
    assert.match(await site.said(page), /nothing came from outside .* 10 s/);
  }));

test("leaving a bridge in the middle of its run leaks nothing into the next example", () =>
  site.visiting({ at: "#v1&ex=future-to-promise" }, async (page) => {
    const alone = await account(page);
    for (const other of ["live", "promise-to-future", "live"]) {
      await page.evaluate((id) => (location.hash = `#v1&ex=${id}`), other);
      await page.waitForTimeout(40);
    }
    await page.evaluate(() => (location.hash = "#v1&ex=future-to-promise"));
    await page.waitForTimeout(600);
    assert.equal(await site.example(page), "future-to-promise");
    assert.equal(await account(page), alone);
  }));

test("the bridges work under a sub-path", async () => {
  const server = await serve(site.DIST, { prefix: "/some/deep/path/" });
  try {
    await site.visiting({ url: server.url, at: "#v1&ex=live" }, async (page) => {
      assert.match(await output(page), /fetch: \d+ bytes/);
      await site.choose(page, "promise-to-future");
    });
  } finally {
    await server.close();
  }
});

test("in a sandboxed frame live runs where the page does: its host allows every origin", async () => {
  const { browser } = await site.shop();
  const server = await serve(site.DIST, { cors: true });
  const frame = `<iframe sandbox="allow-scripts" src="${server.url}#v1&ex=live"></iframe>`;
  const pages = { "/deck": `<!doctype html><link rel="icon" href="data:,">${frame}` };
  const host = await serve(site.DIST, { pages });
  const context = await browser.newContext();
  const page = await context.newPage();
  const heard = site.listen(page);
  try {
    await page.goto(`${host.origin}/deck`);
    const inner = await (await page.waitForSelector("iframe")).contentFrame();
    await site.ready(inner, "live");
    await site.player(inner).last.click();
    await site.settled(inner);
    assert.match(await site.region(inner, "Output").innerText(), /fetch: \d+ bytes/);
    assert.deepEqual(heard, []);
  } finally {
    await context.close();
    await server.close();
    await host.close();
  }
});

test("a link to a step on JavaScript's lane reopens it", () =>
  site.visiting({ at: "#v1&ex=promise-to-future" }, async (page) => {
    for (let step = 1; step < 20 && !page.url().includes("&at=js."); step += 1) {
      const before = page.url();
      await site.moveTo(page, step);
      await page.waitForURL((url) => url.href !== before);
    }
    assert.match(page.url(), /&at=js\./);
    const { now } = await site.position(page);
    await page.reload();
    await site.ready(page, "promise-to-future");
    assert.equal((await site.position(page)).now, now);
    assert.equal(await page.getByRole("alert").count(), 0);
  }));
