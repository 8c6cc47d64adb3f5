// Measures the release build from outside, in Chromium, as a visitor would feel it, and prints
// medians and 95th percentiles. It asserts nothing: the numbers are for people and for issues.
//
// "Script" is the time until the browser may do something else: the handler and all microtasks,
// that is running, laying out and drawing into the DOM. "Painted" adds style, layout and paint.

import { print } from "./numbers.mjs";
import { DIST, EXAMPLES, launch, ready } from "./page.mjs";
import { serve } from "./server.mjs";

const LOADS = 15;
const ROUNDS = 4;
const STEPS = 60;
const LONG = "hundred-thousand";

const browser = await launch();
const server = await serve(DIST);
const rows = [];

rows.push(["first load, to the first picture", await loads()]);
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await page.goto(server.url);
await ready(page);
const chosen = await choices(page);
rows.push(["choosing an example, script", chosen.map((it) => it.script)]);
rows.push(["choosing an example, painted", chosen.map((it) => it.painted)]);
for (const id of EXAMPLES) {
  const stepped = await steps(page, id);
  rows.push([`a step in ${id}, script`, stepped.map((it) => it.script)]);
  rows.push([`a step in ${id}, painted`, stepped.map((it) => it.painted)]);
}
for (const [name, samples] of await long(page)) rows.push([name, samples]);
for (const id of [LONG, "echo-server"]) rows.push(...(await gestures(page, id)));
await browser.close();
await server.close();
print(rows);

/** Times from navigation to `data-ready`, each in a browser context that has cached nothing. */
async function loads() {
  const times = [];
  for (let round = 0; round < LOADS; round += 1) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (!document.documentElement?.hasAttribute("data-ready")) return;
        globalThis.readyAt ??= performance.now();
        observer.disconnect();
      }).observe(document, { subtree: true, attributes: true, childList: true });
    });
    await page.goto(server.url);
    await ready(page);
    times.push(await page.evaluate(() => globalThis.readyAt));
    await context.close();
  }
  return times;
}

/** Clicks through the catalogue, several times round. */
async function choices(page) {
  const times = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    // From the last one round to the first, so that every click changes something.
    for (const id of EXAMPLES.toReversed()) {
      const selector = `a[href*="ex=${id}"]`;
      times.push(await measure(page, selector, id));
      await ready(page, id);
    }
  }
  return times;
}

/** The run of a million events: from the click to the picture, what held the page up, and seeking. */
async function long(page) {
  const [opened, held, sought] = [[], [], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.evaluate(() => (location.hash = "#v1&ex=echo-server"));
    await ready(page, "echo-server");
    const [ms, tasks] = await page.evaluate(async (id) => {
      const longTasks = [];
      const observer = new PerformanceObserver((list) =>
        longTasks.push(...list.getEntries().map((entry) => entry.duration)),
      );
      observer.observe({ entryTypes: ["longtask"] });
      const start = performance.now();
      location.hash = `#v1&ex=${id}`;
      while (document.documentElement.dataset.example !== id) {
        await new Promise((go) => requestAnimationFrame(go));
      }
      const ms = performance.now() - start;
      await new Promise((go) => setTimeout(go, 500));
      observer.disconnect();
      return [ms, longTasks];
    }, LONG);
    opened.push(ms);
    held.push(Math.max(0, ...tasks));
  }
  for (let step = 1; step <= STEPS; step += 1) {
    sought.push(await page.evaluate(seek, (step * 0.618) % 1));
  }
  return [
    [`opening ${LONG}`, opened],
    [`opening ${LONG}, longest task over 50 ms`, held],
    [`seeking in ${LONG}, script`, sought],
  ];
}

/** Zooms and pans with real input: how long each frame takes that answers it. */
async function gestures(page, id) {
  await page.evaluate((id) => (location.hash = `#v1&ex=${id}`), id);
  await ready(page, id);
  await page.evaluate(watchFrames);
  const picture = page.locator(".diagram .picture");
  await picture.evaluate((picture) => picture.scrollIntoView({ block: "start" }));
  const box = await picture.boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + Math.min(box.height / 2, 300)];
  await page.mouse.move(x, y);
  const rows = [];
  const row = async (name, work) => {
    await page.evaluate(() => void (globalThis.frameTimes = []));
    await work();
    await page.waitForTimeout(300);
    rows.push([`${name} in ${id}, a frame`, await page.evaluate(() => globalThis.frameTimes)]);
  };
  const wheel = async (key, steps) => {
    await page.keyboard.down(key);
    for (const down of steps) await page.mouse.wheel(0, down);
    await page.keyboard.up(key);
  };
  const steps = (count, down) => Array(count).fill(down);
  await row("zooming (Ctrl+wheel)", () => wheel("Control", [...steps(50, -60), ...steps(25, 60)]));
  await row("panning (Shift+wheel)", () => wheel("Shift", [...steps(40, 25), ...steps(40, -25)]));
  await row("panning (drag)", async () => {
    await page.mouse.down();
    for (let step = 1; step <= STEPS; step += 1) await page.mouse.move(x - step * 5, y);
    await page.mouse.up();
  });
  await row("pointing at boxes", async () => {
    for (let step = 1; step <= STEPS; step += 1) await page.mouse.move(x - step * 5, y + step);
  });
  return rows;
}

/**
 * Notes, in the page, how long each frame takes: from the first event that it answers to the first
 * task after style, layout and paint. What the compositor does after that is not counted.
 */
function watchFrames() {
  if (globalThis.frameTimes) return;
  globalThis.frameTimes = [];
  let start = null;
  const painted = new MessageChannel();
  painted.port1.onmessage = () => {
    globalThis.frameTimes.push(performance.now() - start);
    start = null;
  };
  const begin = () => {
    if (start !== null) return;
    start = performance.now();
    requestAnimationFrame(() => painted.port2.postMessage(null));
  };
  const options = { capture: true, passive: true };
  for (const kind of ["wheel", "pointermove"]) addEventListener(kind, begin, options);
}

/** Moves the slider, in the page, and tells when the last change of the DOM had happened. */
async function seek(share) {
  const slider = document.querySelector('input[type="range"]');
  const start = performance.now();
  let changed = start;
  const observer = new MutationObserver(() => (changed = performance.now()));
  const all = { subtree: true, childList: true, attributes: true, characterData: true };
  observer.observe(document, all);
  slider.value = String(Math.floor(Number(slider.max) * share));
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
  observer.disconnect();
  return changed - start;
}

/** Presses Step forward through an example, starting over at its end. */
async function steps(page, id) {
  await page.evaluate((id) => (location.hash = `#v1&ex=${id}`), id);
  await ready(page, id);
  const times = [];
  while (times.length < STEPS) {
    const forward = page.getByRole("button", { name: "Step forward", exact: true });
    if (await forward.isDisabled()) {
      await page.getByRole("button", { name: "First step", exact: true }).click();
      await ready(page, id);
    }
    await forward.evaluate((button) => button.setAttribute("data-bench", ""));
    times.push(await measure(page, "[data-bench]", null));
  }
  return times;
}

/**
 * Clicks an element inside the page and measures there. With an `id`, the script time ends when
 * `data-example` names it; otherwise when the last mutation of the DOM has happened.
 */
function measure(page, selector, id) {
  return page.evaluate(
    ([selector, id]) =>
      new Promise((done) => {
        let changed;
        const note = () => {
          if (!id || document.documentElement.dataset.example === id) changed = performance.now();
        };
        const observer = new MutationObserver(note);
        observer.observe(document, { subtree: true, childList: true, attributes: true });
        const start = performance.now();
        document.querySelector(selector).click();
        const finish = () => {
          if (id && document.documentElement.dataset.example !== id) {
            requestAnimationFrame(finish);
            return;
          }
          requestAnimationFrame(() => {
            const painted = performance.now() - start;
            observer.disconnect();
            done({ script: (changed ?? start) - start, painted });
          });
        };
        requestAnimationFrame(finish);
      }),
    [selector, id],
  );
}
