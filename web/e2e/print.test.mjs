// On paper: a handout with everything on it, in ink on white, and the page afterwards as it was.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { extractText, getDocumentProxy } from "unpdf";
import { DIST, moveTo, player, position, ready, region, settled, shop, visiting } from "./fixture.mjs";

/** Paper as the styles see it: the width between the margins of `print.css`, in CSS pixels. */
const SHEETS = { A4: { width: 688, height: 1002 }, Letter: { width: 710, height: 935 } };

/** What `body` sees while the page is being printed on a sheet of this size. */
async function onPaper(page, sheet, body) {
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize(sheet);
  await settled(page);
  await body();
  await page.emulateMedia({ media: null });
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
}

/** The words of a printed page, and how many sheets it takes. */
async function printed(page, options) {
  const document = await getDocumentProxy(new Uint8Array(await page.pdf(options)));
  const { text, totalPages } = await extractText(document, { mergePages: true });
  return { text: plain(text), sheets: totalPages };
}

/** A text without its spaces: a PDF knows where letters stand, and not what is between them. */
const plain = (text) => text.replace(/\s+/g, "");

const words = (id) => JSON.parse(readFileSync(path.join(DIST, `texts/${id}.json`), "utf8"));

/** The account is there once its words have come. */
const account = (page) => page.locator("details.account").waitFor({ state: "attached" });

for (const [format, sheet] of Object.entries(SHEETS)) {
  // And the last instant of each, which the ruler names.
  for (const [id, end] of Object.entries({ "lazy-future": "30 ms", "echo-server": "75 ms", "select-race": "50 ms" })) {
    test(`${id} on ${format}: nothing stands beyond the sheet, nothing is cut off`, () =>
      visiting({ at: `#v1&ex=${id}`, colorScheme: "dark" }, async (page) => {
        await account(page);
        await onPaper(page, sheet, async () => {
          const found = await page.evaluate(() => {
            const shown = (it) => it.checkVisibility({ visibilityProperty: true }) && it.getBoundingClientRect().width > 1;
            const all = (selector) => [...document.querySelectorAll(selector)].filter(shown);
            const name = (it) => `${it.tagName} ${it.className.baseVal ?? it.className}: ${it.textContent.slice(0, 40)}`;
            const edge = document.documentElement.clientWidth + 0.5;
            const box = (it) => it.getBoundingClientRect();
            const cut = (it) => it.scrollHeight > it.clientHeight + 1 || it.scrollWidth > it.clientWidth + 1;
            const scrolls = (it) => ["auto", "scroll", "hidden"].includes(getComputedStyle(it).overflowY);
            const [labels] = all(".diagram .labels").map(box);
            const [picture] = all(".diagram .picture > svg").map(box);
            const view = (selector) => document.querySelector(selector).viewBox.baseVal;
            return {
              beyond: all("body *").filter((it) => !it.closest("svg") && (box(it).right > edge || box(it).left < 0)).map(name),
              cut: all("main *").filter((it) => !it.closest("svg") && !it.matches(".unseen, .unseen *") && scrolls(it) && cut(it)).map(name),
              hands: all("button, input, select, summary, textarea, nav, header")
                .filter((it) => !it.matches(".code *, .output *, .account table *"))
                .map(name),
              paper: getComputedStyle(document.documentElement).getPropertyValue("--paper").trim(),
              ink: getComputedStyle(document.querySelector("h1")).color,
              label: getComputedStyle(document.querySelector(".diagram .labels .name")).fill,
              lines: all(".code li").length,
              labels: { left: labels.left, right: labels.right, height: labels.height, top: labels.top },
              picture: { left: picture.left, right: picture.right, height: picture.height, top: picture.top },
              scales: [labels.width / view(".diagram .labels").width, picture.width / view(".diagram .picture > svg").width],
              ticks: all(".diagram text.tick").map((it) => it.textContent),
              edge,
            };
          });
          assert.deepEqual([found.beyond, found.cut, found.hands], [[], [], []]);
          assert.deepEqual([found.paper, found.ink, found.label], ["#fff", "rgb(0, 0, 0)", "rgb(0, 0, 0)"]);
          const lines = (await page.locator(".code").evaluateAll((all) => all.map((it) => it.querySelectorAll("li").length)))
            .reduce((sum, many) => sum + many);
          assert.equal(found.lines, lines, "every line of the source is to be seen");
          assert.ok(found.labels.left >= 0 && found.labels.right <= found.picture.left + 1);
          assert.ok(found.picture.right <= found.edge, "the whole picture fits the sheet");
          assert.deepEqual([found.ticks.at(0), found.ticks.at(-1)], ["0 ms", end], "all of the run");
          assert.ok(Math.abs(found.labels.top - found.picture.top) < 1);
          assert.ok(Math.abs(found.scales[0] - found.scales[1]) < 0.01, `level: ${found.scales}`);
          assert.ok(found.scales[0] > 0.7, "letters of the diagram are large enough to be read");
        });
      }));
  }
}

for (const format of Object.keys(SHEETS)) {
  test(`the PDF in ${format} holds title, sources, diagram, output and account`, () =>
    visiting({ at: "#v1&ex=lazy-future&at=t0.1+3" }, async (page) => {
      await account(page);
      const sources = await page.locator(".code").evaluateAll((all) =>
        all.map((code) => [...code.querySelectorAll("li code")].map((line) => line.textContent)),
      );
      const before = await position(page);
      const { text, sheets } = await printed(page, { format });
      const { title } = words("lazy-future");
      assert.ok(text.includes(plain(title)), "the title");
      for (const lines of sources) {
        const told = lines.filter((line) => line.trim());
        for (const line of [told.at(0), told.at(-3)]) assert.ok(text.includes(plain(line)), line);
      }
      assert.ok(text.includes(plain("favourite()")), "names in the diagram");
      assert.ok(text.includes(plain("main: green tea is ready")), "the output, to its end");
      assert.ok(text.includes(plain("its body never ran")), "the account");
      assert.ok(!text.includes(plain("Lanes and views")) && !text.includes(plain("Step forward")));
      assert.ok(sheets >= 2 && sheets <= 6, `${sheets} sheets`);
      assert.deepEqual(await position(page), before, "afterwards the page is where it was");
      assert.equal(await page.locator("details.account[open]").count(), 0);
    }));
}

test("what is printed is all of the run, laid out for a sheet, before the browser goes on", () =>
  visiting({ at: "#v1&ex=select-race" }, async (page) => {
    await account(page);
    const slow = await page.context().newCDPSession(page);
    await slow.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    await page.evaluate(() => {
      addEventListener("beforeprint", () => {
        const picture = document.querySelector(".diagram .picture > svg");
        const ticks = [...picture.querySelectorAll("text.tick")].map((it) => it.textContent);
        window.seen = { ticks, width: picture.viewBox.baseVal.width, clock: Date.now() };
      });
    });
    await page.pdf({ format: "A4" });
    const { ticks, width, clock } = await page.evaluate(() => window.seen);
    assert.equal(ticks.at(-1), "50 ms");
    assert.ok(width < 860, `${width} px of picture beside its labels`);
    assert.ok((await page.evaluate(() => Date.now())) > clock, "the page's clock goes on");
  }));

test("whoever has opened the account and zoomed finds both as they were after printing", () =>
  visiting({ at: "#v1&ex=echo-server" }, async (page) => {
    await page.locator("details.account summary").click();
    await moveTo(page, 12);
    const drawn = () => region(page, "Diagram").locator(".picture > svg").getAttribute("viewBox");
    const before = await drawn();
    await page.pdf({ format: "A4" });
    await settled(page);
    assert.equal(await drawn(), before);
    assert.equal((await position(page)).now, 12);
    assert.equal(await page.locator("details.account[open] section").count(), 1);
    await player(page).forward.click();
    assert.equal((await position(page)).now, 13);
  }));

test("a page that nobody has touched is printed too: all but its output and account", async () => {
  const { browser, server } = await shop();
  const page = await browser.newPage();
  try {
    await page.goto(server.url);
    await ready(page, "lazy-future");
    await page.waitForLoadState("networkidle");
    const { text } = await printed(page, { format: "A4" });
    assert.ok(text.includes(plain(words("lazy-future").title)));
    assert.ok(text.includes(plain("favourite: green")), "the source");
    assert.ok(!text.includes(plain("Step forward")));
  } finally {
    await page.close();
  }
});
