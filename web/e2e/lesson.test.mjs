// A link leads through a lesson: stops in a run, a route through several examples.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as site from "./fixture.mjs";

const ROUTE = "route=lazy-future_ask_t0.2.end~async-concurrent_t0.1.end~spawn";

test("a route leads through its examples and back, and its address follows", () =>
  site.visiting({ at: `#v1&${ROUTE}` }, async (page) => {
    const route = page.getByRole("navigation", { name: "Route" });
    await site.ready(page, "lazy-future");
    assert.match(await route.innerText(), /1 of 3/);
    assert.deepEqual(await site.position(page), { now: 0, last: 1 });
    await site.player(page).forward.click();
    await site.settled(page);
    assert.deepEqual(await site.position(page), { now: 1, last: 1 });
    // Beyond the last stop the next example begins.
    await site.player(page).forward.press("ArrowRight");
    await site.ready(page, "async-concurrent");
    assert.match(await route.innerText(), /2 of 3/);
    await page.waitForURL(/leg=2/);
    await page.reload();
    await site.ready(page, "async-concurrent");
    assert.match(await route.innerText(), /2 of 3/, "the address keeps the place on the route");
    await route.getByRole("button", { name: "Next" }).click();
    await site.ready(page, "spawn");
    await site.player(page).forward.press("ArrowLeft");
    await site.ready(page, "async-concurrent");
    assert.deepEqual(await site.position(page), { now: 1, last: 1 }, "back means to its end");
    // Whoever chooses something else has left the route.
    await site.choose(page, "lazy-future");
    assert.equal(await route.count(), 0);
  }));

test("on a route, the way on beneath an example is the route's", () =>
  site.visiting({ at: `#v1&${ROUTE}` }, async (page) => {
    const route = page.getByRole("navigation", { name: "Route" });
    const way = page.getByRole("navigation", { name: "Previous and next example" });
    await way.getByRole("link", { name: /^Next/ }).click();
    await site.ready(page, "async-concurrent");
    assert.match(await route.innerText(), /2 of 3/);
    await way.getByRole("link", { name: /^Next/ }).click();
    await site.ready(page, "spawn");
    assert.match(await way.innerText(), /The route ends here\./);
    await way.getByRole("link", { name: /^Previous/ }).click();
    await site.ready(page, "async-concurrent");
    assert.match(await route.innerText(), /2 of 3/);
  }));

test("the ready-made route goes through to its end by one key", () =>
  site.visiting({ at: "#v1&route=web-engineers" }, async (page) => {
    const seen = new Set();
    const place = () => page.getByRole("navigation", { name: "Route" }).locator("span").innerText();
    const [, legs] = /of (\d+)/.exec(await place());
    for (let presses = 0; presses < 200; presses += 1) {
      seen.add(await site.example(page));
      const before = [await place(), (await site.position(page)).now].join();
      await site.player(page).forward.press("ArrowRight");
      const moved = await page
        .waitForFunction(
          (before) => {
            const place = document.querySelector(".bar .route span")?.textContent;
            return [place, document.querySelector("input.position").value].join() !== before;
          },
          before,
          { timeout: 3_000 },
        )
        .then(() => true, () => false);
      if (!moved) break;
    }
    assert.match(await place(), new RegExp(`^${legs} of`), "the last one was reached");
    const { now, last } = await site.position(page);
    assert.equal(now, last);
    assert.ok(seen.size > 1);
    assert.equal(await site.said(page).then((said) => /link/i.test(said)), false, "no stop is missing");
  }));

test("on a projector all of it is in one window, answers have numbers, and pages are steps", () =>
  site.visiting(
    { at: "?present=1#v1&route=web-engineers&leg=4", viewport: { width: 1280, height: 720 } },
    async (page) => {
      await site.ready(page, "async-concurrent");
      await page.keyboard.press("2");
      await page.getByText("Yes: step through it and see.").waitFor();
      for (let presses = 0; presses < 4; presses += 1) await page.keyboard.press("PageDown");
      await site.settled(page);
      assert.equal((await site.position(page)).now, 4);
      const scrolls = await page.evaluate(
        () => document.documentElement.scrollHeight - document.documentElement.clientHeight,
      );
      assert.ok(scrolls <= 0, `${scrolls} px do not fit`);
      // What was printed last is in sight.
      const line = page.locator(".output .line:has(button)").last();
      const [inside, shelf] = [await line.boundingBox(), await page.locator(".shelf").boundingBox()];
      assert.ok(inside.y + inside.height <= shelf.y + shelf.height + 4, "the last line is in sight");
      await page.keyboard.press("PageUp");
      await site.settled(page);
      assert.equal((await site.position(page)).now, 3);
    },
  ));

test("the arrows step where nothing has the focus, and Space scrolls there", () =>
  site.visiting({ at: "#v1&ex=spawn" }, async (page) => {
    await site.region(page, "Explanation").waitFor();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press(" ");
    await site.settled(page);
    assert.equal((await site.position(page)).now, 1);
    assert.equal(await site.player(page).pause.count(), 0, "nothing plays");
  }));

test("damaged links, one after the other, never break the page", () =>
  site.visiting({ at: "#v1&ex=async-concurrent" }, async (page) => {
    const whole = [
      "#v1&ex=lazy-future&at=t0.2.end&w=t0.1.end~t0.2.end:500000&stops=t0.1.end_t0.2.end",
      "#v1&ex=many-requests&at=t0.1+4&k.at_once=3&if=t0.1.20ms&seed=7&axis=time",
      `#v1&${ROUTE}&leg=2&at=t0.1.end`,
    ];
    let seed = 1;
    const draw = (below) => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return (seed >>> 8) % below;
    };
    const signs = [..."%&=#.+~_:v019tjsrm\u007fé🦀 "];
    for (let number = 0; number < 90; number += 1) {
      const link = [...whole[number % whole.length]];
      for (let damage = 0; damage <= draw(4); damage += 1) {
        link.splice(draw(link.length), draw(3), signs[draw(signs.length)]);
      }
      await page.evaluate((hash) => { location.hash = hash; }, link.join(""));
      if (number % 10 === 9) {
        await site.ready(page);
        await page.waitForTimeout(50);
        const { now, last } = await site.position(page);
        await (now < last ? site.player(page).forward : site.player(page).back).click();
        await site.settled(page);
      }
    }
    await page.evaluate(() => { location.hash = "#v1&ex=spawn"; });
    await site.ready(page, "spawn");
    await site.player(page).forward.click();
    await site.settled(page);
    assert.equal((await site.position(page)).now, 1);
  }));

/** What a reader may have done, and the link that the page makes of it. */
const STATES = {
  "a window, a what-if and an axis":
    "#v1&ex=select-race&at=t0.1.end&if=t2.0.10ms&axis=time&w=t0.1+1~t0.1.end:250000",
  "knobs and a seed": "#v1&ex=many-requests&at=t0.1.end&k.at_once=3&seed=5",
  "something typed": "#v1&ex=echo-server&at=t0.1.end&in=0.30ms.hello%0A",
  "stops": "#v1&ex=async-concurrent&at=t0.2.end&stops=t0.1.end_t0.2.end",
};

for (const [name, at] of Object.entries(STATES)) {
  test(`link, reload, link: ${name}`, () =>
    site.visiting({ at }, async (page) => {
      await site.region(page, "Explanation").waitFor();
      await page.waitForTimeout(500);
      const link = await page.evaluate(() => location.hash);
      const picture = await site.picture(page);
      assert.deepEqual(
        new Set(link.split("&")),
        new Set(at.split("&")),
        "the page's link says what the link said that opened it",
      );
      await page.reload();
      await site.ready(page);
      await site.region(page, "Explanation").waitFor();
      await page.waitForTimeout(500);
      assert.equal(await page.evaluate(() => location.hash), link);
      assert.equal(await site.picture(page), picture);
    }));
}
