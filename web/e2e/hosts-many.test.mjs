// Ten embeds on one page: none starts before it is in sight, and none takes much memory.

import assert from "node:assert/strict";
import { test } from "node:test";
import { script, snippet } from "./hosts/guide.mjs";
import { html, staged } from "./hosts/stage.mjs";

const COUNT = 10;
const MOST_BYTES = 10_000_000;

/** Ten of them, each more than a screen below the one before. */
const many = (address) => {
  const one = snippet("plain", address).split("\n").slice(1).join("\n");
  const far = `<div style="height: 1500px"></div>`;
  return html(script(address), Array(COUNT).fill(one).join(far));
};

const runs = (page) =>
  page.evaluate(() => [...document.querySelectorAll("await-scope")].filter((it) => it.at).length);

/** What a page takes: JavaScript's heap after a collection, and each program's memory. */
async function memory(page, session) {
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  let wasm = 0;
  for (const frame of page.frames().slice(1)) {
    wasm += await frame.evaluate(() => globalThis.wasmBytes?.() ?? 0);
  }
  return { script: usedSize, wasm };
}

/** Keeps hold of each program's memory, to ask it how large it is. */
const WATCH = () => {
  const memories = [];
  const keep = (result) => {
    const instance = result.instance ?? result;
    const it = Object.values(instance.exports).find((it) => it instanceof WebAssembly.Memory);
    if (it && !memories.includes(it)) memories.push(it);
    return result;
  };
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const made = WebAssembly[name];
    WebAssembly[name] = (...given) => made.apply(WebAssembly, given).then(keep);
  }
  globalThis.timers = 0;
  for (const name of ["setTimeout", "setInterval", "requestAnimationFrame"]) {
    const made = globalThis[name];
    globalThis[name] = (...given) => ((timers += 1), made(...given));
  }
  globalThis.wasmBytes = () => memories.reduce((sum, it) => sum + it.buffer.byteLength, 0);
};

test(`of ${COUNT} embeds, one runs when one is in sight; each takes less than 10 MB`, () =>
  staged({ make: many }, async (page, { asked, context }) => {
    await context.addInitScript(WATCH);
    const session = await context.newCDPSession(page);
    await page.reload();
    await page.waitForFunction(() => document.querySelector("await-scope").at);
    await page.waitForTimeout(500);
    assert.equal(await page.locator("await-scope iframe").count(), 1);
    assert.equal(await runs(page), 1);
    const first = asked.filter((it) => it.endsWith(".wasm")).length;
    await page.waitForTimeout(500);
    const now = asked.filter((it) => it.endsWith(".wasm")).length;
    assert.equal(now, first, "the others ask for nothing");

    const one = await memory(page, session);
    for (let at = 1; at < COUNT; at += 1) {
      await page.locator("await-scope").nth(at).scrollIntoViewIfNeeded();
      await page.waitForFunction((at) => document.querySelectorAll("await-scope")[at].at, at);
    }
    await page.waitForTimeout(500);
    const all = await memory(page, session);
    const each = {
      script: Math.round((all.script - one.script) / (COUNT - 1)),
      wasm: Math.round((all.wasm - one.wasm) / (COUNT - 1)),
    };
    console.log(`each embed: ${each.wasm} bytes of program memory, ${each.script} of script`);
    // The first is out of sight by now: what was asked to play there waits, and so does everything.
    const away = await (
      await page.locator("await-scope iframe").first().elementHandle()
    ).contentFrame();
    const step = () => page.locator("await-scope").first().evaluate((it) => it.at.step);
    await page.locator("await-scope").first().evaluate((it) => it.play());
    await page.waitForTimeout(300);
    const before = [await step(), await away.evaluate(() => timers)];
    await page.waitForTimeout(1_000);
    assert.deepEqual([await step(), await away.evaluate(() => timers)], before);
    assert.ok(each.wasm > 100_000, "it is measured");
    assert.ok(each.wasm + each.script < MOST_BYTES, JSON.stringify(each));
  }));
