// The guide's snippets in reveal.js: keys never die in a frame, fragments and runs stay together, the
// speaker window follows, and what is printed is whole.

import assert from "node:assert/strict";
import { test } from "node:test";
import { extractText, getDocumentProxy } from "unpdf";
import * as site from "./fixture.mjs";
import { deck, onSlide } from "./hosts/reveal.mjs";
import { atStep, clickInto, element, hasFocus, live, staged, steps } from "./hosts/stage.mjs";

const press = async (page, ...keys) => {
  for (const key of keys) await page.keyboard.press(key);
};

test("arrows step the run once it was clicked, and lead on at both of its ends", () =>
  staged({ make: deck(["reveal"]) }, async (page) => {
    await onSlide(page, 0);
    assert.equal(await page.locator("await-scope iframe").count(), 0, "it is not in sight yet");
    await press(page, "ArrowRight");
    await onSlide(page, 1);
    await live(page);
    await atStep(page, 0);
    assert.ok(!(await hasFocus(page)), "the deck has the focus until somebody clicks");
    await clickInto(page);
    const last = await steps(page);
    for (let step = 1; step <= last; step += 1) {
      await press(page, "ArrowRight");
      await atStep(page, step);
    }
    await onSlide(page, 1);
    await press(page, "ArrowRight");
    await onSlide(page, 2);
    await page.waitForFunction(() => document.activeElement === document.body);
    await press(page, "ArrowLeft");
    await onSlide(page, 1);
    await atStep(page, last);
    assert.equal(await page.locator("await-scope iframe").count(), 1, "it is the same run");
    await clickInto(page);
    await press(page, "Home");
    await atStep(page, 0);
    await press(page, "ArrowRight");
    await atStep(page, 1);
    await press(page, "ArrowLeft");
    await atStep(page, 0);
    await press(page, "ArrowLeft");
    await onSlide(page, 0);
  }));

test("page keys always turn the slide, and keys of the deck reach it", () =>
  staged({ make: deck(["reveal"]) }, async (page) => {
    await onSlide(page, 0);
    await press(page, "PageDown");
    await onSlide(page, 1);
    await live(page);
    await clickInto(page);
    await press(page, "ArrowRight");
    await atStep(page, 1);
    await press(page, "b");
    await page.waitForFunction(() => Reveal.isPaused());
    await press(page, "b");
    await page.waitForFunction(() => !Reveal.isPaused());
    await press(page, "PageDown");
    await onSlide(page, 2);
    await press(page, "PageUp");
    await onSlide(page, 1);
    await atStep(page, 1);
  }));

test("a frame without our script gives its keys to the deck as well", () =>
  staged({ make: deck(["reveal-frame"]) }, async (page) => {
    await onSlide(page, 0);
    await press(page, "ArrowRight");
    await onSlide(page, 1);
    const frame = await (await page.waitForSelector("section iframe")).contentFrame();
    await site.ready(frame);
    // reveal.js says that the slide is there once its transition has ended.
    await page.waitForTimeout(1_000);
    await clickInto(page, "section iframe");
    await press(page, "ArrowRight");
    await frame.waitForFunction(() => document.querySelector("input[type=range]").value === "1");
    await press(page, "End", "ArrowRight");
    await onSlide(page, 2);
    await page.evaluate(() => Reveal.slide(1));
    await page.waitForTimeout(1_000);
    await clickInto(page, "section iframe");
    await press(page, "PageUp");
    await onSlide(page, 0);
  }));

test("a frame on the slide with which the deck opens gives its keys to the deck too", () =>
  staged({ make: deck(["reveal-frame"]), at: "/host#/1" }, async (page) => {
    await onSlide(page, 1);
    const frame = await (await page.waitForSelector("section iframe")).contentFrame();
    await site.ready(frame);
    await clickInto(page, "section iframe");
    await press(page, "PageDown");
    await onSlide(page, 2);
  }));

test("letters go to the deck, even from within a diagram", () =>
  staged({ make: deck(["reveal"]) }, async (page) => {
    await press(page, "ArrowRight");
    await onSlide(page, 1);
    const frame = await live(page);
    await frame.getByRole("group", { name: "Timing diagram" }).focus();
    await press(page, "o");
    await page.waitForFunction(() => Reveal.isOverview());
  }));

test("fragments step the run: forwards, backwards, from behind, by a jump, after a click", () =>
  staged({ make: deck(["reveal-fragments"]) }, async (page) => {
    await onSlide(page, 0);
    await press(page, "ArrowRight");
    await onSlide(page, 1);
    await live(page);
    assert.equal(await steps(page), 2);
    await atStep(page, 0);
    await press(page, "ArrowRight");
    await atStep(page, 1);
    await clickInto(page);
    await press(page, "ArrowRight");
    await atStep(page, 2);
    await press(page, "ArrowLeft");
    await atStep(page, 1);
    await press(page, "ArrowRight", "ArrowRight");
    await onSlide(page, 2);
    await press(page, "ArrowLeft");
    await onSlide(page, 1);
    await atStep(page, 2);
    await press(page, "ArrowLeft");
    await atStep(page, 1);
    await page.evaluate(() => Reveal.slide(1, 0, -1));
    await atStep(page, 0);
    await page.evaluate(() => Reveal.slide(1, 0, 1));
    await atStep(page, 2);
    await page.evaluate(() => Reveal.slide(0));
    await page.evaluate(() => Reveal.slide(1));
    await onSlide(page, 1);
  }));

const fragments = (page, count) =>
  page.waitForFunction(
    (count) => document.querySelectorAll("await-scope .fragment").length === count,
    count,
    { timeout: 5_000 },
  );

test("no press is lost on a fragment for a stop that the run does not have, or twice", () => {
  const odd = "stops=t9.1.end_t0.1.end_t0.1.end_t0.2.end";
  const make = (address) =>
    deck(["reveal-fragments"])(address).replace("stops=t0.1.end_t0.2.end", odd);
  return staged({ make }, async (page, { heard }) => {
    await onSlide(page, 0);
    await press(page, "ArrowRight");
    await onSlide(page, 1);
    await live(page);
    assert.match(heard.shift(), /stops at “t9.1.end”, which this run does not have/);
    await fragments(page, 2);
    for (const step of [1, 2]) {
      await press(page, "ArrowRight");
      await atStep(page, step);
    }
    await press(page, "ArrowRight");
    await onSlide(page, 2);
  });
});

test("fragments become more and fewer as the link and the number do, and go with the attribute", () =>
  staged({ make: deck(["reveal-fragments"]) }, async (page) => {
    await fragments(page, 2);
    await page.evaluate(() => Reveal.slide(1));
    await live(page);
    const stop = (stops) =>
      element(page)
        .locator("a")
        .evaluate((it, stops) => (it.hash = `#v1&ex=async-concurrent&stops=${stops}`), stops);
    await stop("t0.2.end");
    await fragments(page, 1);
    await stop("t0.1.end_t0.2.end_t0.3.end");
    await fragments(page, 3);
    const ask = (number) =>
      element(page).evaluate((it, number) => it.setAttribute("fragments", number), number);
    await ask(5);
    await fragments(page, 5);
    await ask(2);
    await fragments(page, 2);
    await element(page).evaluate((it) => it.append(document.createElement("span")));
    await element(page).evaluate((it) => (it.lastChild.className = "fragment"));
    await element(page).evaluate((it) => it.removeAttribute("fragments"));
    await fragments(page, 1);
    assert.equal(await page.locator("span.fragment").count(), 1, "the author's own stays");
  }));

test("a deck that is opened behind a run has all its fragments", () =>
  staged({ make: deck(["reveal-fragments"]), at: "/host#/2" }, async (page) => {
    await onSlide(page, 2);
    await press(page, "ArrowLeft");
    await onSlide(page, 1);
    await live(page);
    await atStep(page, 2);
  }));

for (const transition of ["none", "fade"]) {
  test(`with the transition “${transition}”, only the slide that is shown runs`, () =>
    staged({ make: deck(["reveal", "reveal-fragments"], { transition }) }, async (page) => {
      await onSlide(page, 0);
      await page.waitForTimeout(400);
      assert.equal(await page.locator("await-scope iframe").count(), 0);
      await press(page, "PageDown");
      await onSlide(page, 1);
      await live(page);
      assert.equal(await page.locator("await-scope iframe").count(), 1);
      await press(page, "PageDown");
      await onSlide(page, 2);
      await live(page, "await-scope[fragments]");
    }));
}

/** Opens the speaker window, and answers the frame in it that shows the current slide. */
async function speaker(page) {
  const [popup] = await Promise.all([page.waitForEvent("popup"), page.keyboard.press("s")]);
  const frame = await (await popup.waitForSelector("#current-slide iframe")).contentFrame();
  await frame.waitForFunction(() => globalThis.Reveal?.isReady?.());
  return { popup, frame };
}

test("the speaker window follows fragments, and leads them", () =>
  staged({ make: deck(["reveal-fragments"]) }, async (page) => {
    await onSlide(page, 0);
    const { popup, frame } = await speaker(page);
    await press(page, "ArrowRight");
    await onSlide(page, 1);
    await live(page);
    await live(frame);
    await press(page, "ArrowRight");
    await atStep(page, 1);
    await atStep(frame, 1);
    await popup.bringToFront();
    await popup.keyboard.press("ArrowRight");
    await atStep(page, 2);
    await atStep(frame, 2);
    // reveal.js echoes each change to its window; what is pressed within that echo is taken back.
    await popup.waitForTimeout(300);
    await popup.keyboard.press("ArrowLeft");
    await atStep(page, 1);
    await atStep(frame, 1);
  }));

test("with sync, the speaker window follows what is done by hand", () =>
  staged({ make: deck(["reveal-sync"]) }, async (page) => {
    await onSlide(page, 0);
    const { frame } = await speaker(page);
    await page.bringToFront();
    await press(page, "ArrowRight");
    await onSlide(page, 1);
    await live(page);
    await live(frame);
    await clickInto(page);
    await press(page, "ArrowRight", "ArrowRight");
    await atStep(page, 2);
    await atStep(frame, 2);
  }));

/** A text without its spaces: a PDF knows where letters stand, and not what is between them. */
const plain = (text) => text.replace(/\s+/g, "");

/** The words on each page of a PDF. */
async function printed(page) {
  const pdf = await getDocumentProxy(new Uint8Array(await page.pdf({ preferCSSPageSize: true })));
  const { text } = await extractText(pdf, { mergePages: false });
  return text.map(plain);
}

/** The words in the picture of an element. */
const words = (page) =>
  element(page)
    .locator("img")
    .evaluate(async (it) => {
      const svg = new DOMParser().parseFromString(await (await fetch(it.src)).text(), "text/xml");
      return [...svg.querySelectorAll("text")].map((it) => it.textContent.trim()).filter(Boolean);
    });

for (const view of ["view=print", "print-pdf"]) {
  test(`printed with ?${view}, a deck has the whole picture of each run, on one page`, () =>
    staged(
      { make: deck(["reveal", "reveal-fragments"]), at: `/host?${view}` },
      async (page) => {
        await page.waitForSelector(".pdf-page");
        await page.waitForFunction(() => document.querySelectorAll(".pdf-page").length === 4);
        assert.equal(await page.locator("await-scope iframe").count(), 0, "nothing runs for it");
        const image = element(page).locator("img");
        assert.ok(await image.evaluate((it) => it.complete && it.naturalWidth > 100));
        const pages = await printed(page);
        assert.equal(pages.length, 4);
        const said = await words(page);
        assert.ok(said.length > 5, `${said}`);
        for (const at of [1, 2]) {
          for (const word of said) assert.ok(pages[at].includes(plain(word)), `${word} in: ${pages[at]}`);
        }
      },
    ));
}

test("a deck that is printed as it stands has the picture, and afterwards the run", () =>
  staged({ make: deck(["reveal"]) }, async (page) => {
    await onSlide(page, 0);
    await press(page, "ArrowRight");
    await live(page);
    await atStep(page, 0);
    const seen = () =>
      element(page).evaluate((it) => {
        const frame = it.shadowRoot.querySelector("iframe");
        const picture = it.querySelector("img");
        return {
          frame: frame.checkVisibility({ opacityProperty: true }),
          picture: picture.checkVisibility({ visibilityProperty: true }),
        };
      });
    assert.deepEqual(await seen(), { frame: true, picture: false });
    await page.emulateMedia({ media: "print" });
    assert.deepEqual(await seen(), { frame: false, picture: true });
    await page.emulateMedia({ media: "screen" });
    assert.deepEqual(await seen(), { frame: true, picture: false });
    await atStep(page, 0);
  }));
