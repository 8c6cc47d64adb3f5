// A run of a million events: made in slices while the page answers, drawn with few boxes, and its cursor
// moves at once.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as site from "./fixture.mjs";

const ID = "hundred-thousand";
const MOST_BOXES = 1500;

/** Chooses the long run without waiting for it. */
const ask = (page) => page.evaluate((id) => (location.hash = `#v1&ex=${id}`), ID);

/** How many boxes are drawn: a path holds all that are too narrow for an edge of their own. */
const drawn = (page) =>
  page.locator(".picture .box").evaluateAll((groups) => {
    const paths = groups.map((group) => group.querySelector("path")?.getAttribute("d"));
    return paths.reduce((sum, data) => sum + (data?.match(/M/g)?.length ?? 1), 0);
  });

test("a hundred thousand tasks run while the page shows how far they are, and nothing moves", () =>
  site.visiting({ at: "#v1&ex=echo-server" }, async (page) => {
    const seen = page.evaluate(
      (id) =>
        new Promise((done) => {
          const player = document.querySelector(".player");
          const [titles, tops] = [new Set(), new Set()];
          const values = [];
          const look = () => {
            const bar = document.querySelector("progress");
            if (bar) values.push(bar.value);
            if (bar) titles.add(document.querySelector("h1").textContent);
            if (bar) tops.add(player.querySelector(".diagram").getBoundingClientRect().top);
            if (document.documentElement.dataset.example === id) {
              observer.disconnect();
              done({ values, titles: [...titles], tops: [...tops] });
            }
          };
          const observer = new MutationObserver(look);
          observer.observe(document, { subtree: true, childList: true, attributes: true });
        }),
      ID,
    );
    await ask(page);
    const { values, titles, tops } = await seen;
    assert.ok(values.length >= 3, `the bar was seen: ${values}`);
    assert.ok(values.every((value, at) => at === 0 || value >= values[at - 1]), `${values}`);
    assert.equal(titles.length, 1, "the example before stays until the run is there");
    assert.equal(tops.length, 1, "nothing moves");
    await site.ready(page, ID);
    assert.equal(await page.locator("progress").count(), 0);
    const { now, last } = await site.position(page);
    assert.ok(now === 0 && last > 1_000_000, `${last} steps`);
  }));

test("while it runs, something else can be opened, and the run is given up", () =>
  site.visiting({ at: "#v1&ex=echo-server" }, async (page) => {
    await ask(page);
    await page.locator("progress").waitFor();
    await site.choose(page, "async-concurrent");
    await site.player(page).forward.click();
    await site.settled(page);
    assert.equal((await site.position(page)).now, 1);
    await page.waitForTimeout(1500);
    assert.equal(await site.example(page), "async-concurrent", "nothing overtakes it later");
    assert.equal(await page.locator("progress").count(), 0);
  }));

test("few boxes are drawn, the rest is counted, and every place can be gone to", () =>
  site.visiting({ at: `#v1&ex=${ID}` }, async (page) => {
    const boxes = await drawn(page);
    assert.ok(boxes > 50 && boxes <= MOST_BOXES, `${boxes} boxes`);
    const tasks = site.region(page, "Tasks");
    const { last } = await site.position(page);
    for (const share of [0.1, 0.5, 0.73, 1]) {
      await site.moveTo(page, Math.floor(share * last));
      assert.match(await tasks.innerText(), /more: .*(spawned|queued|pending|completed)/);
      assert.ok((await site.said(page)).length > 20);
    }
    assert.match(await tasks.innerText(), /99\u00a099\d more: 99\u00a099\d completed/);
    assert.match(await site.said(page), /completed after 100 ms/);
    assert.match(await site.region(page, "Output").innerText(), /asleep at once: 100000/);
    await site.player(page).back.click();
    await site.settled(page);
    assert.equal((await site.position(page)).now, last - 1);
    await page.getByRole("button", { name: "Time", exact: true }).click();
    await site.settled(page);
    assert.ok((await drawn(page)) <= MOST_BOXES);
  }));

test("a link to a step of a long run leads there", () =>
  site.visiting({ at: `#v1&ex=${ID}&at=t50000.2.end` }, async (page) => {
    const { now, last } = await site.position(page);
    assert.ok(now > last / 2 && now < last, `${now}`);
    assert.match(await site.region(page, "Tasks").innerText(), /task 50000/);
    await site.player(page).forward.click();
    await page.waitForFunction(() => /at=t50000\.2\+/.test(location.hash));
  }));

test("its knob makes it short again, and then it is drawn as any other", () =>
  site.visiting({ at: `#v1&ex=${ID}&k.tasks=20` }, async (page) => {
    const { last } = await site.position(page);
    assert.ok(last < 500, `${last} steps`);
    assert.doesNotMatch(await site.region(page, "Tasks").innerText(), / more: /);
  }));
