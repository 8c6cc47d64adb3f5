// Looking closer with the reader's own hands: mouse, touch and keyboard zoom, pan, measure, point,
// pick and find. What the window shows is read off the overview, where its frame is.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import * as site from "./fixture.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Opens an example, waits until the page answers hands, and puts the diagram into sight. */
function exploring(body, { at = "#v1&ex=echo-server", ...options } = {}) {
  return site.visiting({ at, ...options }, async (page) => {
    const diagram = site.region(page, "Diagram");
    await diagram.locator(".overview .thumb").waitFor({ state: "attached" });
    await toSight(page);
    const picture = diagram.locator(".picture");
    const { x, y, width, height } = await picture.boundingBox();
    const middle = { x: x + width / 2, y: y + Math.min(height, 500) / 2 };
    // What is focused may not scroll: places on the screen are known by now.
    const focus = () => picture.evaluate((it) => it.focus({ preventScroll: true }));
    const press = async (key) => {
      await page.keyboard.press(key);
      await site.settled(page);
    };
    const wheel = async (key, down) => {
      if (key) await page.keyboard.down(key);
      await page.mouse.wheel(0, down);
      if (key) await page.keyboard.up(key);
      await site.settled(page);
    };
    await body({ page, picture, middle, left: x, top: y, focus, press, wheel });
  });
}

/** Puts the diagram into sight, free of the desk, which stays at the top. */
async function toSight(page) {
  await site.region(page, "Diagram").evaluate((it) => it.scrollIntoView({ block: "end" }));
  await site.settled(page);
}

/** From which share of the run to which the window goes. */
function shown(page) {
  return page.locator(".overview").evaluate((strip) => {
    const size = (name) => Number(strip.querySelector(".thumb").getAttribute(name));
    const all = strip.viewBox.baseVal.width;
    return { from: size("x") / all, width: size("width") / all };
  });
}

const isNear = (one, other, what) =>
  assert.ok(
    Math.abs(one.from - other.from) < 0.01 && Math.abs(one.width - other.width) < 0.01,
    `${what}: ${JSON.stringify(one)}, ${JSON.stringify(other)}`,
  );

/** Where the boxes of calls with a name are, in the browser's window, from left to right. */
function boxes(page, kind = "async") {
  return page.locator(`.picture .box.${kind}:not(.narrow) rect`).evaluateAll((rects) =>
    rects
      .map((rect) => rect.getBoundingClientRect().toJSON())
      .filter(({ width, bottom, top }) => width > 12 && top > 0 && bottom < innerHeight)
      .toSorted((one, other) => one.x - other.x),
  );
}

const middleOf = (box) => [box.x + box.width / 2, box.y + box.height / 2];

/** What the card beside a shape says. */
async function card(page) {
  await page.locator(".aside .card").waitFor({ state: "attached" });
  return (await page.locator(".aside .card text").allTextContents()).join(" ");
}

/** Points at a place, and says where the shape begins that is there. */
async function pointAt(page, x, y) {
  await page.mouse.move(x + 3, y);
  await page.mouse.move(x, y);
  await page.locator(".aside .hovered").waitFor({ state: "attached" });
  return page.locator(".aside .hovered").evaluate((it) => it.getBoundingClientRect().left);
}

const closer = (page) => site.region(page, "Look closer");

test("Ctrl and the wheel zoom, and what is beneath the pointer stays there", () =>
  exploring(async ({ page, wheel }) => {
    const before = await shown(page);
    const all = await boxes(page);
    const box = all[Math.floor(all.length / 2)];
    const [x, y] = [box.x + 3, box.y + box.height / 2];
    await pointAt(page, x, y);
    const said = await card(page);
    await wheel("Control", -240);
    const closer = await shown(page);
    assert.ok(closer.width < before.width * 0.7, JSON.stringify([before, closer]));
    const left = await pointAt(page, x, y);
    assert.equal(await card(page), said, "the same box");
    assert.ok(left <= x && left > x - 12, `it begins at ${left}, the pointer is at ${x}`);
    await wheel("Control", 240);
    isNear(await shown(page), before, "and back");
  }));

test("a plain wheel over the diagram scrolls the page, and the window stays", () =>
  exploring(async ({ page, middle, wheel }) => {
    await page.mouse.move(middle.x, middle.y);
    const [before, height] = [await shown(page), await page.evaluate(() => scrollY)];
    await wheel(null, -150);
    await page.waitForFunction((height) => scrollY < height - 100, height);
    isNear(await shown(page), before, "the same window");
  }));

test("Shift and the wheel, a drag and the overview move the window", () =>
  exploring(async ({ page, focus, middle, press, wheel }) => {
    await focus();
    for (const key of ["0", "w", "w", "w"]) await press(key);
    const start = await shown(page);
    await page.mouse.move(middle.x, middle.y);
    await wheel("Shift", 120);
    const aside = await shown(page);
    assert.ok(aside.from > start.from + 0.005, JSON.stringify([start, aside]));
    await page.mouse.move(middle.x, middle.y);
    await page.mouse.down();
    await page.mouse.move(middle.x + 60, middle.y, { steps: 4 });
    await page.mouse.move(middle.x + 120, middle.y, { steps: 4 });
    await page.mouse.up();
    await site.settled(page);
    isNear(await shown(page), start, "a drag to the right is the way back");
    assert.equal(await closer(page).locator(".details").count(), 0, "and no click");
    const strip = await page.locator(".overview").boundingBox();
    const y = strip.y + strip.height / 2;
    await page.mouse.move(strip.x + strip.width * 0.25, y);
    await page.mouse.down();
    await page.mouse.move(strip.x + strip.width * 0.75, y, { steps: 5 });
    await page.mouse.up();
    await site.settled(page);
    const moved = await shown(page);
    assert.ok(moved.from + moved.width > 0.7, JSON.stringify(moved));
  }));

test("W, S, A, D, plus, minus, 0 and the buttons do the same", () =>
  exploring(async ({ page, focus, press }) => {
    await focus();
    await press("0");
    const all = await shown(page);
    assert.ok(all.width > 0.9, JSON.stringify(all));
    for (const [near, far] of ["ws", "+-", "WS"]) {
      await press(near);
      const now = await shown(page);
      assert.ok(now.width < all.width * 0.8, `${near}: ${JSON.stringify(now)}`);
      await press(far);
      isNear(await shown(page), all, far);
    }
    for (const key of "www") await press(key);
    const middle = await shown(page);
    await press("d");
    const right = await shown(page);
    assert.ok(right.from > middle.from + 0.01, JSON.stringify([middle, right]));
    await press("a");
    isNear(await shown(page), middle, "a");
    const button = (name) => page.getByRole("button", { name, exact: true });
    await button("Zoom out").click();
    await site.settled(page);
    const out = await shown(page);
    assert.ok(out.width > middle.width * 1.2);
    await button("Zoom in").click();
    await site.settled(page);
    isNear(await shown(page), middle, "Zoom in");
    await button("Show the whole run").click();
    await site.settled(page);
    isNear(await shown(page), all, "Show the whole run");
  }));

test("a double click shows the whole run", () =>
  exploring(async ({ page, focus, middle, press }) => {
    await focus();
    await press("0");
    const all = await shown(page);
    for (const key of "www") await press(key);
    await page.mouse.dblclick(middle.x, middle.y);
    await site.settled(page);
    isNear(await shown(page), all, "all of it");
  }));

test("single letters mean nothing while the focus is elsewhere", () =>
  exploring(async ({ page, press }) => {
    const before = await shown(page);
    const keys = ["w", "s", "a", "d", "0", "f", "m", "+", "-"];
    await page.evaluate(() => document.activeElement?.blur?.());
    for (const key of keys) await press(key);
    await site.player(page).play.focus();
    for (const key of keys) await press(key);
    isNear(await shown(page), before, "nothing moved");
    assert.equal(await page.locator(".measure").count(), 0);
  }));

test("two fingers zoom about what is between them, one drags, a tap picks", () =>
  exploring(
    async ({ page, focus, middle, press }) => {
      await focus();
      for (const key of "0ww") await press(key);
      const touch = await page.context().newCDPSession(page);
      const send = (type, ...points) =>
        touch.send("Input.dispatchTouchEvent", {
          type,
          touchPoints: points.map((x, id) => ({ x, y: middle.y, id })),
        });
      const start = await shown(page);
      await send("touchStart", middle.x - 40, middle.x + 40);
      for (let step = 1; step <= 8; step += 1) {
        await send("touchMove", middle.x - 40 - step * 10, middle.x + 40 + step * 10);
      }
      await send("touchEnd");
      await site.settled(page);
      const near = await shown(page);
      assert.ok(near.width < start.width * 0.5, JSON.stringify([start, near]));
      assert.equal(await page.evaluate(() => visualViewport.scale), 1, "the page keeps its size");
      await send("touchStart", middle.x);
      for (let step = 1; step <= 8; step += 1) await send("touchMove", middle.x - step * 12);
      await send("touchEnd");
      await site.settled(page);
      const moved = await shown(page);
      assert.ok(moved.from > near.from, JSON.stringify([near, moved]));
      assert.ok(Math.abs(moved.width - near.width) < 0.02);
      const [box] = await boxes(page, "poll");
      await page.touchscreen.tap(...middleOf(box));
      await closer(page).locator(".details").waitFor();
    },
    { hasTouch: true },
  ));

test("a drag along the ruler measures, and so does M from the cursor", () =>
  exploring(async ({ page, focus, left, top, press }) => {
    const long = page.locator(".measure .long");
    await page.mouse.move(left + 200, top + 10);
    await page.mouse.down();
    await page.mouse.move(left + 420, top + 10, { steps: 6 });
    await site.settled(page);
    assert.match(await long.textContent(), /^[\d.]+ (ns|µs|ms|s), \d+ steps$/);
    await page.mouse.up();
    assert.equal(await long.count(), 1, "it stays");
    await page.mouse.click(left + 300, top + 10);
    await site.settled(page);
    assert.equal(await long.count(), 0, "until a click there");
    await focus();
    await press("m");
    assert.match(await long.textContent(), /, 0 steps$/);
    for (let step = 0; step < 3; step += 1) await press("ArrowRight");
    assert.match(await long.textContent(), /, 3 steps$/);
    await press("m");
    assert.equal(await long.count(), 0);
  }));

test("pointing says what a box is, and a click picks it: details, source, account", () =>
  exploring(async ({ page, focus, picture, press }) => {
    await site.account(page, "Rust");
    await toSight(page);
    const all = await boxes(page);
    const box = all[Math.floor(all.length / 2)];
    await pointAt(page, ...middleOf(box));
    const said = await card(page);
    assert.ok(said.length > 20, said);
    await page.mouse.click(...middleOf(box));
    const details = closer(page).locator(".details");
    await details.waitFor();
    const name = await details.getByRole("heading", { level: 2 }).innerText();
    const call = name.match(/\w+\(\)/)?.[0];
    assert.ok(call && said.includes(call), `${said} is told of ${name}`);
    assert.equal(await page.locator(".aside .picked").count(), 1, "it has a frame");
    const { now } = await site.position(page);
    assert.ok(now > 0, "the cursor goes to its start");
    const line = site.region(page, "Source").locator('[aria-current="step"]').first();
    assert.ok((await line.innerText()).trim().length > 2, "its line is marked");
    const row = page.locator('.account tr[aria-current="step"]');
    assert.ok((await row.count()) > 0, "a row of the account is the current one");
    await focus();
    await press("0");
    const whole = await shown(page);
    await press("f");
    const near = await shown(page);
    assert.ok(near.width < whole.width, JSON.stringify([whole, near]));
    const frame = await page.locator(".aside .picked").boundingBox();
    const room = await picture.boundingBox();
    assert.ok(frame.x >= room.x && frame.x + frame.width <= room.x + room.width, "F shows it");
    assert.ok(frame.width > room.width / 2, "and not much else");
    await details.getByRole("button", { name: "Close" }).click();
    await details.waitFor({ state: "detached" });
    assert.equal(await page.locator(".aside .picked").count(), 0);
  }));

test("Next and Previous go along the polls, wakes and operations of a task, and back", () =>
  exploring(async ({ page }) => {
    const polls = await boxes(page, "poll");
    await page.mouse.click(...middleOf(polls[1]));
    const details = closer(page).locator(".details");
    await details.waitFor();
    const heading = () => details.getByRole("heading", { level: 2 }).innerText();
    const hop = async (name) => {
      await details.getByRole("button", { name, exact: true }).click();
      await site.settled(page);
      return { at: (await site.position(page)).now, is: await heading() };
    };
    for (const [what, said] of [["poll", /poll/i], ["wake", /wake/i], ["operation", /./]]) {
      const one = await hop(`Next ${what}`);
      const two = await hop(`Next ${what}`);
      assert.ok(two.at >= one.at, `${what}: ${JSON.stringify([one, two])}`);
      assert.match(two.is, said);
      const back = await hop(`Previous ${what}`);
      if (two.at > one.at) assert.deepEqual(back, one, what);
    }
  }));

test("Find counts, goes from one to the next, and from the last to the first", () =>
  exploring(async ({ page }) => {
    const field = closer(page).getByRole("searchbox", { name: "Find" });
    const button = (name) =>
      closer(page).getByRole("search").getByRole("button", { name, exact: true });
    const count = closer(page).getByRole("status");
    await field.fill("xyzzy");
    await site.settled(page);
    assert.equal(await count.innerText(), "0 found");
    assert.equal(await button("Next").getAttribute("aria-disabled"), "true");
    await field.fill("conn");
    await site.settled(page);
    const many = Number((await count.innerText()).match(/^(\d+) found$/)?.[1]);
    assert.ok(many > 1 && many < 200, `${many}`);
    const places = [];
    for (let press = 0; press <= many; press += 1) {
      await button("Next").click();
      await site.settled(page);
      places.push((await site.position(page)).now);
    }
    assert.deepEqual(places.slice(0, many), places.slice(0, many).toSorted((a, b) => a - b));
    assert.equal(places[many], places[0], "round again");
    await button("Previous").click();
    await site.settled(page);
    assert.equal((await site.position(page)).now, places[many - 1], "and back to the last");
    const thumb = await shown(page);
    assert.ok(thumb.width > 0, "the window goes along");
  }));

test("Enter in Find goes on, with Shift back", () =>
  exploring(async ({ page }) => {
    const field = closer(page).getByRole("searchbox", { name: "Find" });
    await field.fill("conn");
    await site.settled(page);
    const at = [];
    for (const key of ["Enter", "Enter", "Shift+Enter"]) {
      await field.press(key);
      await site.settled(page);
      at.push((await site.position(page)).now);
    }
    assert.ok(at[0] < at[1], `${at}`);
    assert.equal(at[2], at[0]);
  }));

test("Escape ends a measurement, then lets go of what is picked", () =>
  exploring(async ({ page, picture }) => {
    await page.mouse.click(...middleOf((await boxes(page))[0]));
    const details = closer(page).locator(".details");
    await details.waitFor();
    await picture.focus();
    await page.keyboard.press("m");
    const measure = page.locator(".picture .measure").first();
    await measure.waitFor({ state: "attached" });
    await page.keyboard.press("Escape");
    await measure.waitFor({ state: "detached" });
    assert.ok(await details.isVisible());
    await page.keyboard.press("Escape");
    await details.waitFor({ state: "detached" });
  }));

test("axe finds nothing to mend while a thing is picked and a card is shown", () =>
  exploring(async ({ page }) => {
    const all = await boxes(page);
    await page.mouse.click(...middleOf(all[0]));
    await closer(page).locator(".details").waitFor();
    await pointAt(page, ...middleOf(all.at(-1)));
    assert.ok(await card(page));
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document));
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
  }));
