// The first minute of a newcomer: the page opens, and four presses show the difference.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  EXAMPLES,
  account,
  attend,
  example,
  player,
  position,
  ready,
  region,
  settled,
  visiting,
} from "./fixture.mjs";

test("opens on lazy-future, paused at the start, both languages in view", () =>
  visiting({}, async (page) => {
    assert.equal(await example(page), "lazy-future");
    assert.equal((await position(page)).now, 0);
    assert.ok(await player(page).play.isVisible(), "it is paused, so the button says Play");
    const source = region(page, "Source");
    for (const language of ["Rust", "JavaScript"]) {
      const label = source.getByText(language, { exact: true }).first();
      assert.ok(await label.isVisible(), `${language} is there`);
      const box = await label.boundingBox();
      assert.ok(box.y >= 0 && box.y + box.height <= 900, `${language} is in view, unscrolled`);
    }
  }));

test("every region and control has the name that assistive technology relies on", () =>
  visiting({}, async (page) => {
    for (const name of ["Examples", "Source", "Diagram", "Output", "Tasks"]) {
      assert.equal(await region(page, name).count(), 1, `one region is called ${name}`);
    }
    const { first, back, play, forward, last, slider } = player(page);
    for (const control of [first, back, play, forward, last, slider]) {
      assert.equal(await control.count(), 1, String(control));
    }
  }));

test("the catalogue offers every example, and no specimen", () =>
  visiting({}, async (page) => {
    const links = region(page, "Examples").locator("a[href*='ex=']");
    const ids = await links.evaluateAll((all) =>
      all.map((link) => new URLSearchParams(link.hash.slice(1)).get("ex")),
    );
    assert.deepEqual(ids.toSorted(), EXAMPLES.toSorted());
  }));

test("within four presses, JavaScript's body has printed and Rust's has not", () =>
  visiting({}, async (page) => {
    const forward = player(page).forward;
    await forward.focus();
    for (let press = 0; press < 4; press += 1) {
      await page.keyboard.press("Enter");
      await settled(page);
    }
    assert.equal((await position(page)).now, 4);
    const output = await lines(page);
    assert.match(output.JavaScript, BODY, "the JavaScript body ran to its first await");
    assert.doesNotMatch(output.Rust, BODY, "the Rust body has not been entered");
  }));

test("a twin leaves the same record every time", () =>
  visiting({}, async (page) => {
    const accounts = async () => [await account(page, "Rust"), await account(page, "JavaScript")];
    const first = await accounts();
    assert.match(first[1], /brew: mint goes into the pot/);
    await page.reload();
    await ready(page);
    await attend(page);
    assert.deepEqual(await accounts(), first);
  }));

test("nothing outside the page is asked for", () =>
  visiting({ at: "" }, async (page) => {
    const requests = [];
    page.on("request", (request) => requests.push(request.url()));
    await page.reload();
    await page.waitForSelector("html[data-ready]", { state: "attached" });
    const origin = new URL(page.url()).origin;
    const strangers = requests.filter((url) => !url.startsWith(origin) && !url.startsWith("data:"));
    assert.deepEqual(strangers, []);
  }));

/** What the body of the function prints whose future nobody has awaited so far. */
const BODY = /brew: mint/;

/** The output so far, by language. */
async function lines(page) {
  const lists = region(page, "Output").locator(".printed");
  const texts = await lists.evaluateAll((all) =>
    all.map((list) => [
      list.querySelector("h2, h3, h4").textContent,
      [...list.querySelectorAll("samp")].map((line) => line.textContent).join("\n"),
    ]),
  );
  return Object.fromEntries(texts);
}
