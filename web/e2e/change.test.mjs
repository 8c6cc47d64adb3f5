// What the reader's hands change: an operation's end is dragged and nudged, runs are pinned and
// compared, lanes are folded, hidden and moved; and all of it with buttons and keys too.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as site from "./fixture.mjs";

const AT = "#v1&ex=async-concurrent";

/** Opens an example, and waits until the page answers hands. */
function changing(body, { at = AT, ...options } = {}) {
  return site.visiting({ at, ...options }, async (page) => {
    await page.locator(".overview .thumb").waitFor({ state: "attached" });
    await site.region(page, "Diagram").evaluate((it) => it.scrollIntoView({ block: "end" }));
    await site.settled(page);
    await body(page);
  });
}

/** Drags the end of the n-th operation that is done by so many pixels. */
async function drag(page, nth, by) {
  const box = await page.locator(".picture .op.done rect").nth(nth).boundingBox();
  const [x, y] = [box.x + box.width - 3, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + by / 2, y, { steps: 3 });
  await page.mouse.move(x + by, y, { steps: 3 });
  assert.equal(await page.locator(".moving .wished").count(), 1, "it is shown where it would end");
  await page.mouse.up();
  await page.waitForURL(/[&]if=/);
  // What is said of a shape beneath the pointer is no part of the run.
  await page.mouse.move(5, 5);
  await site.settled(page);
}

const closer = (page) => site.region(page, "Look closer");

test("the end of an operation is dragged: the run is made again, and the link says so", () =>
  changing(async (page) => {
    const before = await site.picture(page);
    await drag(page, 0, 160);
    assert.notEqual(await site.picture(page), before);
    assert.match(page.url(), /if=t0\.\d+\.\d+ms/);
    const panel = site.region(page, "What if");
    assert.match(await panel.innerText(), /instead of/);
    const after = await site.picture(page);
    await page.reload();
    await site.ready(page, "async-concurrent");
    await page.mouse.move(6, 6);
    await page.locator(".overview .thumb").waitFor({ state: "attached" });
    await site.settled(page);
    assert.equal(await site.picture(page), after, "the link makes the same run");
    await panel.getByRole("button", { name: "Reset all" }).click();
    await page.waitForURL((url) => !url.hash.includes("if="));
    await site.settled(page);
    assert.equal(await site.picture(page), before);
  }));

test("the same with keys: Enter picks what the step is about, Shift and an arrow move its end", () =>
  changing(async (page) => {
    await page.locator(".picture .op.done rect").first().click();
    const name = await closer(page).locator(".details h2").innerText();
    assert.match(name, /sleep/);
    await page.locator(".picture").focus();
    await page.keyboard.press("Shift+ArrowRight");
    await page.waitForURL(/if=/);
    const once = page.url();
    await page.keyboard.press("Shift+ArrowRight");
    await page.waitForURL((url) => url.href !== once);
    await site.settled(page);
    assert.equal(await closer(page).locator(".details h2").innerText(), name, "it stays picked");
    await page.keyboard.press("Home");
    for (let step = 0; step < 4; step += 1) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await site.settled(page);
    assert.notEqual(await closer(page).locator(".details h2").innerText(), name);
  }));

test("a pinned run stands on the same axis: what differs is marked, listed and counted", () =>
  changing(async (page) => {
    const lanes = page.locator(".labels .name");
    const alone = await lanes.count();
    await closer(page).getByRole("button", { name: "Pin this run" }).click();
    await drag(page, 0, 160);
    assert.equal(await lanes.count(), 2 * alone, "both runs have their lanes");
    const said = await site.region(page, "Compared with the pinned run").innerText();
    assert.match(said, /instead of/);
    assert.match(said, /Moved: [1-9]/);
    assert.ok((await page.locator(".difference.moved").count()) > 0);
    // A knob of another example: only the totals are compared.
    await site.choose(page, "sequential");
    await site.settled(page);
    assert.match(await site.region(page, "Compared with the pinned run").innerText(), /\w/);
    await closer(page).getByRole("button", { name: "Unpin" }).click();
    await site.settled(page);
    assert.equal(await page.locator(".difference").count(), 0);
    assert.equal(await site.region(page, "Compared with the pinned run").count(), 0);
  }));

test("lanes fold, hide, come back and change places", () =>
  changing(async (page) => {
    await closer(page).getByText("Lanes").click();
    const lane = (name) => closer(page).getByRole("button", { name, exact: true });
    const height = () =>
      page.locator(".picture > svg").evaluate((svg) => svg.getBoundingClientRect().height);
    const [all, tall] = [await page.locator(".labels .name").allTextContents(), await height()];
    assert.ok(all.length >= 3, `${all}`);
    const task = "Task 0 (main)";
    await lane(`Fold ${task}`).click();
    await site.settled(page);
    assert.ok((await height()) < tall, "only its polls are shown");
    await lane(`Unfold ${task}`).click();
    await lane(`Hide ${task}`).click();
    await site.settled(page);
    assert.equal(await page.locator(".labels .name").count(), all.length - 1);
    await lane(`Show ${task}`).click();
    await site.settled(page);
    assert.equal(await height(), tall);
    await lane(`Down ${task}`).click();
    await site.settled(page);
    const moved = await page.locator(".labels .name").allTextContents();
    assert.deepEqual(moved.slice(0, 2), [all[1], all[0]]);
  }));

test("whatever is dragged can be pressed: pan, fit what is picked, measure", () =>
  changing(async (page) => {
    const thumb = () =>
      page
        .locator(".overview .thumb")
        .evaluate((it) => ["x", "width"].map((name) => it.getAttribute(name)));
    await page.getByRole("button", { name: "Zoom in" }).click();
    await page.getByRole("button", { name: "Zoom in" }).click();
    await site.settled(page);
    const before = await thumb();
    const press = (name) => closer(page).getByRole("button", { name, exact: true });
    await press("Pan right").focus();
    await page.keyboard.press("Enter");
    await site.settled(page);
    const after = await thumb();
    assert.ok(Number(after[0]) > Number(before[0]), "towards the end");
    await press("Pan left").click();
    await site.settled(page);
    assert.equal((await thumb())[0], before[0]);
    await press("Measure").click();
    await site.settled(page);
    assert.match(await page.locator(".measure .long").textContent(), /0 ms, 0 steps/);
    for (const button of await page.locator(".zoom button:visible, .closer button:visible").all()) {
      const { width, height } = await button.boundingBox();
      assert.ok(width >= 24 && height >= 24, `${await button.textContent()}: ${width} × ${height}`);
    }
  }));
