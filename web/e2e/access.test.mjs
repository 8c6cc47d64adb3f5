// Everybody can use the page: axe-core's rules, both themes, forced colours, every width, no motion.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import * as site from "./fixture.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The violations that axe finds, each as a line that says what to mend where. */
async function violations(page) {
  // By way of the debugger: the page's policy would, rightly, refuse a script element.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document));
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, target }) => `${id}: ${help}: ${target.join(" ")} ${html.slice(0, 160)}`),
  );
}

const LOOKS = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  "forced colours": { forcedColors: "active" },
  "a phone": { viewport: { width: 390, height: 844 } },
};

for (const [name, look] of Object.entries(LOOKS)) {
  test(`axe finds nothing to mend: ${name}`, () =>
    site.visiting(look, async (page) => {
      const found = new Set();
      for (const id of ["lazy-future", "echo-server"]) {
        await site.choose(page, id);
        const { last } = await site.position(page);
        for (const where of [0, Math.floor(last / 2), last]) {
          await site.moveTo(page, where);
          for (const violation of await violations(page)) found.add(violation);
        }
      }
      assert.deepEqual([...found], []);
    }));
}

test("axe finds nothing to mend: the help, a broken link, an embedded page", async () => {
  await site.visiting({}, async (page) => {
    await page.getByRole("button", { name: /help/i }).click();
    await page.getByRole("dialog").waitFor();
    assert.deepEqual(await violations(page), [], "the help");
  });
  for (const at of ["#v1&ex=nothing", "?embed=1#v1&ex=async-concurrent"]) {
    await site.visiting({ at }, async (page) => assert.deepEqual(await violations(page), [], at));
  }
});

const LED = [
  "?embed=1&theme=contrast#v1&ex=async-concurrent&at=t0.2.end",
  "?embed=1&panes=diagram,controls&text=150#v1&ex=spawn",
  "?embed=1&static=1#v1&ex=spawn",
  "?present=1&theme=dark#v1&route=web-engineers&leg=3",
  "?theme=contrast#v1&route=lazy-future_ask_t0.2.end~spawn",
];

for (const at of LED) {
  test(`axe finds nothing to mend: ${at}`, () =>
    site.visiting({ at }, async (page) => assert.deepEqual(await violations(page), [])));
}

for (const [name, look] of Object.entries(LOOKS)) {
  test(`axe finds nothing to mend: what is shared, ${name}`, () =>
    site.visiting({ at: "#v1&ex=async-concurrent", ...look }, async (page) => {
      await page.getByRole("button", { name: "Share", exact: true }).click();
      const dialog = page.getByRole("dialog", { name: "Share" });
      for (const kind of ["link", "reveal", "markdown"]) {
        await dialog.locator('.field:has(span:text-is("As")) select').selectOption(kind);
        await page.waitForTimeout(500);
        assert.deepEqual(await violations(page), [], kind);
      }
    }));
}

test("a chosen theme wins over the system's and lasts", () =>
  site.visiting({ colorScheme: "light" }, async (page) => {
    const paper = () =>
      page.evaluate(() =>
        [document.documentElement, document.body].map((it) => getComputedStyle(it).backgroundColor).join(),
      );
    const light = await paper();
    await theme(page, "Dark");
    await site.settled(page);
    const dark = await paper();
    assert.notEqual(dark, light);
    await page.reload();
    await site.ready(page);
    assert.equal(await paper(), dark, "it lasts");
    await theme(page, "Auto");
    await page.emulateMedia({ colorScheme: "dark" });
    await site.settled(page);
    assert.equal(await paper(), dark, "Auto follows the system");
  }));

/** Chooses a theme, be the control a select or a group of radio buttons. */
async function theme(page, name) {
  const select = page.getByRole("combobox", { name: "Theme" });
  if (await select.count()) await select.selectOption({ label: name });
  else await page.getByRole("radio", { name, exact: true }).check({ force: true });
}

for (const width of [360, 390, 1024, 1440, 1920]) {
  test(`nothing scrolls sideways at ${width} pixels`, () =>
    site.visiting({ viewport: { width, height: 800 } }, async (page) => {
      for (const id of site.EXAMPLES) {
        await page.evaluate((id) => (location.hash = `#v1&ex=${id}`), id);
        await site.ready(page, id);
        await site.player(page).last.click();
        await site.settled(page);
        const overhang = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.ok(overhang <= 0, `${id} hangs over by ${overhang} px`);
      }
    }));
}

test("with reduced motion, nothing moves by itself", () =>
  site.visiting({ reducedMotion: "reduce" }, async (page) => {
    await site.player(page).forward.click();
    const moving = await page.evaluate(() =>
      document
        .getAnimations()
        .filter((animation) => animation.effect.getComputedTiming().duration > 1)
        .map((animation) => animation.animationName ?? animation.transitionProperty),
    );
    assert.deepEqual(moving, []);
  }));

test("text grows with the reader's font size", () =>
  site.visiting({}, async (page) => {
    const size = () =>
      site.region(page, "Source").evaluate((it) => Number.parseFloat(getComputedStyle(it).fontSize));
    const before = await size();
    await page.evaluate(() => document.documentElement.style.setProperty("font-size", "150%"));
    assert.ok((await size()) > before * 1.3, "sizes are relative");
  }));
