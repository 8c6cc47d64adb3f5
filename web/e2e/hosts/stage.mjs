// A host page of another origin with our element on it: a deck, a book or a bare page, made from the
// guide's snippets, and what a test asks of it.

import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import * as site from "../fixture.mjs";
import { serve } from "../server.mjs";

export const MODULES = fileURLToPath(new URL("../node_modules", import.meta.url));

/** Remembers where each run is, as its element last said. */
const REMEMBER = () => {
  for (const type of ["ready", "stepchanged"]) {
    addEventListener(type, ({ target, detail }) => {
      if (detail?.name === "awaitscope") target.at = detail;
    });
  }
};

/** A page of HTML with this in its head and body. */
export const html = (head, body) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A host</title>` +
  `<link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`;

/**
 * Serves the build at one origin and a folder at another, with the page that `make(address of the
 * build)` makes; opens `at` there; asserts that nobody complained.
 */
export async function staged({ root = MODULES, make, at = "/host", ...options }, body) {
  const { browser } = await site.shop();
  const build = await serve(site.DIST, { prefix: "/v1/", cors: true });
  const folder = typeof root === "function" ? await root(build.url) : root;
  const pages = make ? { "/host": make(build.url) } : {};
  const host = await serve(folder, { pages });
  const viewport = { width: 1200, height: 760 };
  const context = await browser.newContext({ viewport, ...options });
  const asked = [];
  context.on("request", (request) => asked.push(request.url()));
  await context.addInitScript(REMEMBER);
  const page = await context.newPage();
  const heard = site.listen(page);
  try {
    await page.goto(host.origin + at);
    await body(page, { heard, asked, context, host, build });
    assert.deepEqual(heard, [], "the page keeps quiet");
  } finally {
    await context.close();
    await host.close();
    await build.close();
  }
}

/** The element whose picture, or whose id, a selector names; as seen, if there are several. */
export const element = (page, selector = "await-scope") => page.locator(selector).first();

/** Waits until its run is there, and answers the frame with the page in it. */
export async function live(page, selector = "await-scope") {
  const it = element(page, selector);
  const handle = await it.elementHandle();
  await page.waitForFunction((it) => it.at, handle, { timeout: 30_000 });
  const frame = await (await it.locator("iframe").elementHandle()).contentFrame();
  await site.settled(frame);
  return frame;
}

/** Waits until the run of an element is at a step. */
export async function atStep(page, step, selector = "await-scope") {
  const handle = await element(page, selector).elementHandle();
  const now = () => handle.evaluate((it) => it.at?.step);
  try {
    await page.waitForFunction(([it, step]) => it.at?.step === step, [handle, step], {
      timeout: 5_000,
    });
  } catch {
    assert.equal(await now(), step, "the step of the run");
  }
}

/** How many steps its run has. */
export const steps = (page, selector = "await-scope") =>
  element(page, selector).evaluate((it) => it.at.steps);

/** Where a part of the page is once it stands still: a deck moves its slides in. */
async function still(page, selector) {
  for (let last; ; ) {
    const box = await element(page, selector).boundingBox();
    if (last && box.x === last.x && box.y === last.y) return box;
    last = box;
    await page.waitForTimeout(50);
  }
}

/** Clicks into the diagram, where nothing is to be pressed, and waits until keys go there. */
export async function clickInto(page, selector = "await-scope") {
  const box = await still(page, selector);
  await page.mouse.click(box.x + box.width - 12, box.y + box.height - 12);
  await page.waitForFunction(hasFrameFocus);
}

/** Whether a frame of this page has the focus; runs in the page. */
const hasFrameFocus = () => ["IFRAME", "AWAIT-SCOPE"].includes(document.activeElement?.tagName);

/** Whether a frame has the focus. */
export const hasFocus = (page) => page.evaluate(hasFrameFocus);
