// An embed keeps to its contract, docs/embedding.md: options, messages, keys, and quiet while nobody
// can see it.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as site from "./fixture.mjs";
import { frame, framed, hear, heard, hosted, ours, say } from "./host.mjs";

const AT = "#v1&ex=async-concurrent";

/** One embed on a host, ready. */
const embedded = (query, at, body, attributes) =>
  hosted(
    (url) => frame(`${url}?embed=1${query}${at}`, attributes),
    async (page, more) => {
      const inside = await framed(page);
      await site.ready(inside);
      await body(page, inside, more);
      assert.deepEqual(more.complaints, [], "the page keeps quiet");
    },
  );

for (const sandbox of ["", 'sandbox="allow-scripts"']) {
  test(`a host and an embed understand each other ${sandbox || "without a sandbox"}`, () =>
    embedded("", AT, async (page, inside) => {
      const ready = await hear(page, "ready");
      const { last } = await site.position(inside);
      const { name, version, example, step, steps, place } = ready;
      assert.deepEqual({ name, version, example, step, steps, place }, {
        name: "awaitscope", version: 1, example: "async-concurrent", step: 0, steps: last, place: "0",
      });
      await say(page, ours("hello"));
      assert.deepEqual(await hear(page, "ready", { count: 2 }), ready);

      await say(page, ours("step"));
      assert.equal((await hear(page, "stepchanged")).step, 1);
      await say(page, ours("seek", { step: last }));
      const end = await hear(page, "stepchanged", { count: 2 });
      assert.equal(end.step, last);
      await say(page, ours("step", { by: -2 }));
      const before = await hear(page, "stepchanged", { count: 3 });
      assert.equal(before.step, last - 2);
      await say(page, ours("seek", { step: 0 }));
      await hear(page, "stepchanged", { count: 4 });
      await say(page, ours("seek", { place: before.place }));
      assert.equal((await hear(page, "stepchanged", { count: 5 })).step, last - 2);
      assert.equal((await site.position(inside)).now, last - 2, "the embed is where it says");

      await say(page, ours("set", { axis: "time", theme: "dark", text: 120 }));
      await inside.waitForSelector('html[data-theme="dark"]');
      assert.match(await inside.getByRole("button", { name: "Time" }).getAttribute("aria-pressed"), /true/);

      await say(page, ours("load", { link: "#v1&ex=echo-server&at=t0.1.end" }));
      const loaded = await hear(page, "ready", { count: 3 });
      assert.deepEqual([loaded.example, loaded.place], ["echo-server", "t0.1.end"]);
      await say(page, ours("load", { link: "#v1&ex=echo-server&seed=3" }));
      assert.deepEqual((await hear(page, "ready", { count: 4 })).link, "#v1&ex=echo-server&seed=3");
      await say(page, ours("load", { link: "#v1&ex=echo-server" }));
      await hear(page, "ready", { count: 5 });
      await say(page, ours("play"));
      const already = (await heard(page, "stepchanged")).length;
      await hear(page, "stepchanged", { count: already + 1 });
      await say(page, ours("pause"));
      await inside.getByRole("button", { name: "Play" }).waitFor();
    }, sandbox));
}

test("a knob is set by its host, and one that is not there is named", () =>
  embedded("", "#v1&ex=many-requests", async (page, inside) => {
    await hear(page, "ready");
    await say(page, ours("set", { knobs: { at_once: 2 } }));
    await inside.waitForFunction(() => document.querySelector(".knob")?.value === "2");
    await say(page, ours("set", { knobs: { cups: 2 } }));
    assert.match((await hear(page, "error")).message, /no knob “cups”/);
  }));

test("what is no message of ours, or comes from elsewhere, changes nothing", () =>
  hosted(
    (url) => frame(`${url}?embed=1${AT}`) + frame(`${url}?embed=1#v1&ex=spawn`),
    async (page) => {
      const inside = await framed(page);
      await site.ready(inside);
      await hear(page, "ready");
      const still = await site.picture(inside);
      const none = [
        null, 0, "step", "{}", [], {}, { type: "step" }, { name: "awaitscope" },
        { name: "awaitscope", type: "step" }, { name: "other", version: 1, type: "step" },
        { ...ours("step"), version: 2 }, ours("step", { by: "far" }), ours("seek", { step: -1 }),
        ours("seek", { step: {} }), ours("load", { link: "javascript:alert(1)" }), ours("load"),
        ours("set", { seed: "x" }), ours("set", { knobs: [1, 2] }), ours("explode"),
        ours("seek", { place: "t9.9.end" }), { method: "next" }, "slide:soon",
        ours("set", Object.fromEntries([...Array(500)].map((_, at) => [`k${at}`, at]))),
        ours("load", { link: "x".repeat(1_000_000) }),
      ];
      for (const message of none) await say(page, message);
      // From another frame, and from the page itself: neither is its parent.
      const other = await framed(page, 1);
      await site.ready(other);
      const step = ours("step");
      await other.evaluate((step) => parent.frames[0].postMessage(step, "*"), step);
      await inside.evaluate((step) => postMessage(step, "*"), step);
      await page.waitForTimeout(300);
      assert.equal(await site.picture(inside), still);
      assert.equal((await site.position(inside)).now, 0);
      for (const { message } of await heard(page, "error")) {
        assert.ok(message.length < 220 && message.endsWith("."), message);
      }
    },
  ));

test("a flood changes nothing and is named once; afterwards the host is heard again", () =>
  embedded("", AT, async (page, inside) => {
    await hear(page, "ready");
    await page.evaluate((step) => {
      for (let count = 0; count < 20_000; count += 1) say(step);
    }, ours("step"));
    await page.waitForTimeout(1_000);
    assert.equal((await site.position(inside)).now, 0);
    assert.equal((await heard(page, "error")).length, 1);
    await say(page, ours("step"));
    assert.equal((await hear(page, "stepchanged")).step, 1);
  }));

test("keys that an embed has no use for go to its host, and arrows beyond either end", () =>
  embedded("", AT, async (page, inside) => {
    await hear(page, "ready");
    const { last } = await site.position(inside);
    await inside.locator("h1").click();
    const keys = async () => (await heard(page, "key")).map((it) => it.key);
    await page.keyboard.press("ArrowRight");
    await hear(page, "stepchanged");
    assert.deepEqual(await keys(), [], "an arrow within the run is the embed's");
    await page.keyboard.press("ArrowLeft");
    await hear(page, "stepchanged", { count: 2 });
    for (const key of ["ArrowLeft", "PageDown", "PageUp", "f", "Escape", "n"]) {
      await page.keyboard.press(key);
    }
    await hear(page, "key", { count: 6 });
    assert.deepEqual(await keys(), ["ArrowLeft", "PageDown", "PageUp", "f", "Escape", "n"]);
    await page.keyboard.press("End");
    await hear(page, "stepchanged", { count: 3 });
    assert.equal((await site.position(inside)).now, last);
    await page.keyboard.press("Control+k");
    await page.keyboard.press("ArrowRight");
    await hear(page, "key", { count: 7 });
    assert.deepEqual((await keys()).slice(6), ["ArrowRight"], "chords stay");
    assert.equal((await site.position(inside)).now, last);
  }));

test("keys=focus keeps keys, keys=none uses none", async () => {
  await embedded("&keys=focus", AT, async (page, inside) => {
    await inside.locator("h1").click();
    await page.keyboard.press("PageDown");
    await page.keyboard.press("ArrowRight");
    await hear(page, "stepchanged");
    assert.deepEqual(await heard(page, "key"), []);
  });
  await embedded("&keys=none", AT, async (page, inside) => {
    await inside.locator("h1").click();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press(" ");
    await page.waitForTimeout(200);
    await hear(page, "key", { count: 2 });
    assert.deepEqual((await heard(page, "key")).map((it) => it.key), ["ArrowRight", " "]);
    assert.equal((await site.position(inside)).now, 0);
  });
});

test("on the slider an arrow is one step, and beyond the end it is the host's", () =>
  embedded("", AT, async (page, inside) => {
    await hear(page, "ready");
    const { slider } = site.player(inside);
    await slider.focus();
    for (const [key, count] of [["ArrowRight", 1], ["End", 2], ["ArrowLeft", 3], ["Home", 4]]) {
      await page.keyboard.press(key);
      await hear(page, "stepchanged", { count });
    }
    assert.deepEqual(await heard(page, "key"), [], "each was the run's");
    const steps = (await heard(page, "stepchanged")).map((it) => it.step);
    const { last } = await site.position(inside);
    assert.deepEqual(steps, [1, last, last - 1, 0]);
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("PageDown");
    assert.equal((await hear(page, "key", { count: 2 })).key, "PageDown");
    assert.equal((await site.position(inside)).now, 0, "the host's keys do not move it");
  }));

test("a field keeps what is typed, and nobody is caught in it", () =>
  embedded("", AT, async (page, inside) => {
    await hear(page, "ready");
    const seed = inside.getByRole("spinbutton", { name: "Seed" });
    await seed.focus();
    await page.keyboard.type("7");
    await page.keyboard.press("ArrowUp");
    await page.waitForFunction(() => heard.at(-1).data.link?.includes("seed="));
    assert.deepEqual(await heard(page, "key"), []);
    for (const key of ["PageDown", "PageUp", "Escape"]) await page.keyboard.press(key);
    await hear(page, "key", { count: 3 });
    const speed = inside.getByRole("combobox", { name: "Speed" });
    const before = await speed.inputValue();
    await speed.focus();
    await page.keyboard.press("PageDown");
    await hear(page, "key", { count: 4 });
    assert.equal(await speed.inputValue(), before);
  }));

test("a picture uses no key, wherever the focus is", () =>
  embedded("&static=1", "#v1&ex=many-requests", async (page, inside) => {
    const { link } = await hear(page, "ready");
    const drawn = await site.picture(inside);
    const knob = inside.locator(".knob").first();
    await knob.focus();
    for (const key of ["ArrowUp", "7", "Enter", "ArrowRight"]) await page.keyboard.press(key);
    await inside.locator(".code button").first().focus();
    for (const key of ["Enter", " ", "ArrowDown"]) await page.keyboard.press(key);
    await hear(page, "key", { count: 7 });
    await say(page, ours("hello"));
    assert.equal((await hear(page, "ready", { count: 2 })).link, link);
    assert.equal(await site.picture(inside), drawn);
  }));

test("what is said after “load” is meant for the run that it opens", () =>
  embedded("", AT, async (page) => {
    await hear(page, "ready");
    const all = [
      ours("load", { link: "#v1&ex=spawn" }),
      ours("seek", { step: 2 }),
      ours("set", { theme: "dark" }),
      ours("load", { link: "#v1&ex=echo-server" }),
      ours("seek", { step: 5 }),
      ours("hello"),
    ];
    await page.evaluate((all) => all.forEach((message) => say(message)), all);
    const at = await hear(page, "ready", { count: 3 });
    assert.deepEqual([at.example, at.step], ["echo-server", 5]);
    assert.deepEqual((await heard(page, "stepchanged")).map((it) => it.step), [5]);
    const theme = (await framed(page)).evaluate(() => document.documentElement.dataset.theme);
    assert.equal(await theme, "dark", "that is about the page, whatever runs on it");
  }));

test("“load” opens a route, and says why it cannot open a link of a newer version", () =>
  embedded("", AT, async (page) => {
    await hear(page, "ready");
    await say(page, ours("load", { link: "#v1&route=web-engineers" }));
    const ready = await hear(page, "ready", { count: 2 });
    assert.deepEqual([ready.example, ready.step], ["lazy-future", 0]);
    assert.match(ready.link, /route=web-engineers/);
    await say(page, ours("load", { link: "#v9&ex=spawn" }));
    assert.match((await hear(page, "error")).message, /newer version/);
  }));

test("each message that cannot be obeyed is answered, and changes nothing", () =>
  embedded("", "#v1&ex=many-requests&at=t0.1.end", async (page, inside) => {
    const { link } = await hear(page, "ready");
    const before = await site.picture(inside);
    const all = [
      ours("load", { link: "#v1&ex=bogus" }),
      ours("load", { link: "#v1&at=t0.1.end" }),
      ours("set", { knobs: [] }),
      ours("set", { knobs: null }),
      ours("set", { seed: null }),
      ours("set", { bogus: 1 }),
      ours("step", { by: {} }),
      ours("step", { by: [1] }),
      ours("step", { by: null }),
      ours("seek", { step: 5, place: "bogus" }),
    ];
    for (const [at, message] of all.entries()) {
      await say(page, message);
      await hear(page, "error", { count: at + 1 });
    }
    await say(page, ours("hello"));
    assert.equal((await hear(page, "ready", { count: 2 })).link, link);
    assert.equal(await site.picture(inside), before);
    // What is done as far as it can be is said each time, too.
    for (const count of [1, 2]) {
      await say(page, ours("set", { knobs: { at_once: 99 } }));
      await hear(page, "error", { count: all.length + count });
    }
    await say(page, ours("seek", { place: "0" }));
    await page.waitForFunction(() => heard.at(-1).data.step === 0);
  }));

test("an embed takes no focus, keeps nothing and leaves its address alone", () =>
  embedded("", AT, async (page, inside) => {
    await hear(page, "ready");
    const address = inside.url();
    await site.player(inside).forward.click();
    await hear(page, "stepchanged");
    await inside.getByRole("button", { name: "Time" }).click();
    await page.waitForTimeout(400);
    assert.equal(inside.url(), address);
    assert.equal(await inside.evaluate(() => localStorage.length), 0);
    assert.equal(await inside.evaluate(() => history.length), await page.evaluate(() => history.length));
  }));

test("it is the host's focus until somebody clicks into the embed", () =>
  embedded("", AT, async (page) => {
    await hear(page, "ready");
    assert.equal(await page.evaluate(() => document.activeElement.tagName), "BODY");
  }));

test("panes, type, theme and motion are as the address asks", () =>
  embedded("&panes=diagram,controls&text=150&theme=contrast&motion=less", AT, async (page, inside) => {
    const shown = (name) => inside.locator(name).first().isVisible();
    assert.ok(await shown(".diagram"));
    assert.ok(await shown(".transport"));
    for (const name of [".heading > p", ".source", ".narration", ".output", ".tasks"]) {
      assert.ok(!(await shown(name)), name);
    }
    const size = await inside.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
    assert.ok(size >= 22, `${size}`);
    assert.equal(await inside.evaluate(() => document.documentElement.dataset.theme), "contrast");
  }));

test("an option that means nothing gets a sentence, on the page and to its host", () =>
  embedded("&theme=pink", AT, async (page, inside) => {
    assert.match(await site.said(inside), /theme=pink/);
    assert.match((await hear(page, "error")).message, /theme=pink/);
  }));

test("only the stops of a link are steps", () =>
  embedded("", `${AT}&stops=t0.1.end_t0.2.end`, async (page, inside) => {
    assert.equal((await hear(page, "ready")).steps, 2);
    await site.player(inside).forward.click();
    assert.equal((await hear(page, "stepchanged")).place, "t0.1.end");
    await site.player(inside).forward.click();
    assert.equal((await hear(page, "stepchanged", { count: 2 })).place, "t0.2.end");
    assert.deepEqual(await site.position(inside), { now: 2, last: 2 });
  }));

test("height=auto tells its host how high it is, and settles", () =>
  embedded("&height=auto&panes=diagram,controls", AT, async (page, inside) => {
    await hear(page, "resize");
    await page.evaluate(() => {
      addEventListener("message", ({ data }) => {
        if (data?.type === "resize") document.querySelector("iframe").style.height = `${data.height}px`;
      });
    });
    await page.waitForTimeout(500);
    const heights = (await heard(page, "resize")).map((it) => it.height);
    await page.waitForTimeout(500);
    assert.equal((await heard(page, "resize")).length, heights.length, `it settles: ${heights}`);
    const scrolls = await inside.evaluate(
      () => document.documentElement.scrollHeight - document.documentElement.clientHeight,
    );
    const height = heights.at(-1);
    await page.locator("iframe").evaluate((it, height) => (it.style.height = `${height}px`), height);
    await site.settled(inside);
    assert.ok(height > 100 && height < 1_500, `${height}, ${scrolls}`);
    assert.ok(
      await inside.evaluate(() => document.documentElement.scrollHeight <= innerHeight + 1),
      "nothing is left to scroll",
    );
  }));

test("start=click fetches no program until it is pressed", () =>
  hosted(
    (url) => frame(`${url}?embed=1&start=click${AT}`),
    async (page, { complaints }) => {
      const asked = [];
      page.on("request", (request) => asked.push(request.url()));
      const inside = await framed(page);
      const button = inside.getByRole("button", { name: /Run async-concurrent/ });
      await button.waitFor();
      assert.ok(!asked.some((it) => it.endsWith(".wasm")));
      await button.click();
      await site.ready(inside, "async-concurrent");
      complaints.length = 0;
    },
  ));

test("reveal.js's words are understood: a run that plays pauses while its slide is away", () =>
  embedded("", AT, async (page, inside) => {
    await hear(page, "ready");
    await say(page, "slide:start");
    await site.player(inside).play.click();
    await site.player(inside).pause.waitFor();
    await say(page, "slide:stop");
    await site.player(inside).play.waitFor();
  }));
