// The guide's snippets where text is written: Slidev, remark, Marp, mdBook. What is typed there is Markdown,
// and what comes out is ours to judge.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Marp } from "@marp-team/marp-core";
import * as site from "./fixture.mjs";
import { book, hasMdbook } from "./hosts/book.mjs";
import { script, snippet } from "./hosts/guide.mjs";
import * as slidev from "./hosts/slidev.mjs";
import { atStep, clickInto, element, html, live, staged, steps } from "./hosts/stage.mjs";

const noSlidev = !slidev.hasSlidev && "npm did not have all that Slidev needs";

test("in Slidev, clicks are steps, the run follows a jump, keys go on to the deck", { skip: noSlidev }, () =>
  staged({ root: slidev.deck, at: "/#/1" }, async (page, { host }) => {
    const onSlide = (slide) => page.waitForURL((url) => url.hash === `#/${slide}`);
    const press = async (key, slide, step) => {
      await page.keyboard.press(key);
      await onSlide(slide);
      if (step !== undefined) await atStep(page, step);
    };
    await page.waitForSelector("text=First");
    await press("ArrowRight", "2");
    await live(page);
    await atStep(page, 0);
    await press("ArrowRight", "2?clicks=1", 1);
    await press("ArrowRight", "2?clicks=2", 2);
    await press("ArrowLeft", "2?clicks=1", 1);
    await clickInto(page);
    await press("ArrowLeft", "2", 0);
    await press("ArrowRight", "2?clicks=1", 1);
    await press("PageDown", "2?clicks=2", 2);
    await press("ArrowRight", "3");
    await press("ArrowLeft", "2?clicks=2", 2);
    await page.goto(`${host.origin}/?#/2?clicks=1`);
    await live(page);
    await atStep(page, 1);
  }));

/** A deck of remark: a first slide, these snippets, a last one. */
const remark = (...names) => (address) => {
  const slides = ["# First\n", ...names.map((name) => snippet(name, address)), "# Last\n"];
  const source = JSON.stringify(slides.join("\n---\n\n"));
  const deck = `<script src="/remark-slide/out/remark.min.js"></script>
    <script>globalThis.deck = remark.create({ source: ${source} });</script>`;
  return html(script(address), deck);
};

const onSlide = (page, number) =>
  page.waitForFunction((number) => globalThis.deck?.getCurrentSlideIndex() === number, number);

const SHOWN = ".remark-visible await-scope";

test("in remark, a remote steps the run to its end and then turns the slide, and back", () =>
  staged({ make: remark("remark") }, async (page) => {
    await onSlide(page, 0);
    assert.equal(await page.locator("await-scope iframe").count(), 0, "hidden slides run nothing");
    await page.keyboard.press("PageDown");
    await onSlide(page, 1);
    await live(page, SHOWN);
    assert.equal(await steps(page, SHOWN), 2);
    for (const step of [1, 2]) {
      await page.keyboard.press("PageDown");
      await atStep(page, step, SHOWN);
    }
    await onSlide(page, 1);
    await page.keyboard.press("PageDown");
    await onSlide(page, 2);
    await page.keyboard.press("PageUp");
    await onSlide(page, 1);
    await atStep(page, 2, SHOWN);
    await clickInto(page, SHOWN);
    for (const step of [1, 0]) {
      await page.keyboard.press("PageUp");
      await atStep(page, step, SHOWN);
    }
    // What the run has said of the steps before is on its way; nobody presses a remote so fast.
    await page.waitForTimeout(500);
    await page.keyboard.press("PageUp");
    await onSlide(page, 0);
  }));

test("in remark, keys that a run does not use reach the deck, and so do those after them", () =>
  staged({ make: remark("remark") }, async (page) => {
    await onSlide(page, 0);
    await page.keyboard.press("ArrowRight");
    await onSlide(page, 1);
    await live(page, SHOWN);
    await clickInto(page, SHOWN);
    await page.keyboard.press("b");
    await page.waitForSelector(".remark-blackout-mode");
    await page.keyboard.press("b");
    await page.waitForSelector(".remark-blackout-mode", { state: "detached" });
    await page.keyboard.press("End");
    await atStep(page, 2, SHOWN);
    await page.keyboard.press("j");
    await onSlide(page, 2);
    await page.waitForFunction(() => document.activeElement === document.body);
  }));

test("in remark, a slide may show one step only", () =>
  staged({ make: remark("remark", "remark-step") }, async (page) => {
    await onSlide(page, 0);
    await page.evaluate(() => deck.gotoSlide(3));
    await onSlide(page, 2);
    await live(page, SHOWN);
    await atStep(page, 2, SHOWN);
    assert.equal(await page.locator("await-scope iframe").count(), 1);
    await clickInto(page, SHOWN);
    await page.keyboard.press("ArrowRight");
    await onSlide(page, 3);
  }));

test("in Marp, and wherever Markdown is, a picture with its words links to the run", () => {
  const make = (address) => {
    const { html: slides, css } = new Marp({ script: false }).render(snippet("marp", address));
    return html(`<style>${css}</style>`, slides);
  };
  return staged({ make }, async (page, { build }) => {
    const link = page.getByRole("link", { name: "Soup and rice at once" });
    assert.equal(await link.getAttribute("href"), `${build.url}#v1&ex=async-concurrent`);
    const image = link.locator("img");
    await image.evaluate((it) => it.complete || new Promise((done) => (it.onload = done)));
    assert.ok(await image.evaluate((it) => it.naturalWidth > 100));
    await page.goto(await link.getAttribute("href"));
    await site.ready(page, "async-concurrent");
  });
});

const noMdbook = !(await hasMdbook()) && "there is no mdbook (set MDBOOK)";

test("in mdBook, a chapter's links open in its diagram, and its arrows turn no page", { skip: noMdbook }, () =>
  staged({ root: book, at: "/runs.html" }, async (page) => {
    const frame = await live(page);
    assert.equal(await site.example(frame), "async-concurrent");
    await atStep(page, 0);
    await page.getByRole("link", { name: "from here on" }).click();
    await page.waitForFunction(() => document.querySelector("await-scope").at.place === "t0.2.end");
    const place = await element(page).evaluate((it) => it.at.step);
    await clickInto(page);
    await page.keyboard.press("End");
    await atStep(page, await steps(page));
    await page.keyboard.press("ArrowRight");
    await page.getByRole("link", { name: "from here on" }).click();
    await atStep(page, place);
    await page.getByRole("link", { name: "one after the other" }).click();
    await site.ready(frame, "async-sequential");
    assert.match(page.url(), /runs\.html$/, "it is still the same chapter");
    const { height } = await element(page).boundingBox();
    await page.waitForFunction(
      (height) => document.querySelector("await-scope").clientHeight >= 100 && height < 2_000,
      height,
    );
  }));

test("in mdBook without scripts, there are pictures and links", { skip: noMdbook }, () =>
  staged({ root: book, at: "/runs.html", javaScriptEnabled: false }, async (page, { build }) => {
    const picture = page.getByRole("img", { name: "Soup and rice at once" });
    assert.ok(await picture.isVisible());
    const link = page.getByRole("link", { name: "from here on" });
    assert.equal(await link.getAttribute("href"), `${build.url}#v1&ex=async-concurrent&at=t0.2.end`);
  }));
