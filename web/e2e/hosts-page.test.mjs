// The guide's snippets on bare pages, and what the element owes any page: no jump, no start before it
// is in sight, little memory, one voice, and a picture where there is nothing else.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import * as site from "./fixture.mjs";
import { names, script, snippet } from "./hosts/guide.mjs";
import { atStep, element, hasFocus, html, live, staged } from "./hosts/stage.mjs";

test("every snippet of the guide is run by a test", async () => {
  const folder = fileURLToPath(new URL(".", import.meta.url));
  const files = (await readdir(folder, { recursive: true })).filter((it) => /^hosts.*mjs$/.test(it));
  const tests = (await Promise.all(files.map((it) => readFile(folder + it, "utf8")))).join("");
  assert.deepEqual(names.filter((name) => !tests.includes(`"${name}"`)), []);
  assert.ok(names.length > 9, `${names}`);
});

const plain = (address) => html("", snippet("plain", address));

const wasm = (asked) => asked.filter((address) => address.endsWith(".wasm"));

test("a frame takes the picture's place in the same size, with its words as a title", () =>
  staged(
    { make: (address) => plain(address).replace(' height="auto"', "") },
    async (page) => {
      const size = () =>
        element(page).evaluate((it) => {
          const { width, height } = it.getBoundingClientRect();
          return { width, height };
        });
      const image = element(page).locator("img");
      await image.evaluate((it) => it.complete || new Promise((done) => (it.onload = done)));
      const before = await size();
      await live(page);
      assert.deepEqual(await size(), before);
      const frame = element(page).locator("iframe");
      assert.equal(await frame.getAttribute("title"), "Soup and rice at once");
      assert.match(await frame.getAttribute("allow"), /clipboard-write/);
      const address = new URL(await frame.getAttribute("src"));
      assert.equal(address.searchParams.get("embed"), "1");
      assert.equal(address.searchParams.get("panes"), "diagram,controls");
      assert.equal(address.hash, "#v1&ex=async-concurrent");
    },
  ));

test("with height=auto, nothing in the frame is left to scroll", () =>
  staged({ make: plain }, async (page) => {
    const frame = await live(page);
    await page.waitForFunction(() => document.querySelector("await-scope").clientHeight > 100);
    await frame.waitForFunction(
      () => document.documentElement.scrollHeight <= document.documentElement.clientHeight + 1,
    );
  }));

test("without scripts it is the picture with the link", () =>
  staged({ make: plain, javaScriptEnabled: false }, async (page, { build }) => {
    const link = page.getByRole("link", { name: "Soup and rice at once" });
    assert.ok(await link.isVisible());
    assert.equal(await link.getAttribute("href"), `${build.url}#v1&ex=async-concurrent`);
  }));

test("a page's own script steps the run and hears of it", () =>
  staged({ make: (address) => html(script(address), snippet("script", address)) }, async (page) => {
    await live(page);
    const { steps } = await element(page).evaluate((it) => it.at);
    await page.getByRole("button", { name: "Next" }).click();
    await atStep(page, 1);
    assert.equal(await page.locator("output").textContent(), `1 of ${steps}`);
    await element(page).evaluate((it) => it.seek(3));
    await atStep(page, 3);
    // As Vue and React set what a slide's clicks are bound to.
    await element(page).evaluate((it) => (it.step = 2));
    await page.waitForFunction(() => document.querySelector("await-scope").at?.step === 2);
    await element(page).evaluate((it) => (it.step = 0));
    await atStep(page, 0);
    await element(page).evaluate((it) => it.setAttribute("theme", "dark"));
    const frame = await (
      await element(page).locator('iframe[src*="theme=dark"]').elementHandle()
    ).contentFrame();
    await frame.waitForSelector('html[data-theme="dark"][data-ready]', { state: "attached" });
    await element(page).evaluate((it) => (it.querySelector("a").hash = "#v1&ex=spawn"));
    await site.ready(frame, "spawn");
  }));

test("with start=click it is a picture until it is pressed", () =>
  staged(
    { make: (address) => plain(address).replace("panes=", 'start="click" panes=') },
    async (page, { asked }) => {
      await page.waitForTimeout(500);
      assert.deepEqual(wasm(asked), []);
      await page.getByRole("link", { name: "Soup and rice at once" }).click();
      await live(page);
      assert.match(page.url(), /\/host$/);
    },
  ));

test("in a sandbox a frame obeys its host's messages", () =>
  staged({ make: (address) => html("", snippet("sandbox", address)) }, async (page) => {
    await page.evaluate(() => {
      globalThis.steps = [];
      addEventListener("message", ({ data }) => data.step != null && steps.push(data.step));
    });
    const frame = await (await page.waitForSelector("iframe")).contentFrame();
    await site.ready(frame, "async-concurrent");
    await page.getByRole("button", { name: "Next" }).click();
    await page.waitForFunction(() => steps.at(-1) === 1);
  }));

test("its picture covers nothing that follows: not on the way to a run, not in print", () =>
  staged(
    {
      make: (address) =>
        html(script(address), snippet("script", address).replace("panes=", 'start="click" panes=')),
    },
    async (page) => {
      const next = page.getByRole("button", { name: "Next" });
      const image = element(page).locator("img");
      await image.evaluate((it) => it.complete || new Promise((done) => (it.onload = done)));
      const isBelow = async () => {
        const [above, below] = [await image.boundingBox(), await next.boundingBox()];
        return above.y + above.height <= below.y;
      };
      assert.ok(!(await isBelow()), "the picture is higher than its place");
      await next.click({ timeout: 2_000 });
      for (const state of ["as a picture", "as a run"]) {
        await page.emulateMedia({ media: "print" });
        assert.ok(await isBelow(), `printed ${state}`);
        await page.emulateMedia({ media: "screen" });
        if (state == "as a picture") {
          await page.getByRole("link", { name: "Soup and rice at once" }).click();
          await live(page);
        }
      }
      assert.equal((await element(page).boundingBox()).height, 320, "on the screen it is as asked");
    },
  ));

test("a clicker steps it whatever has the focus, save what is written in", () => {
  const others = '<a href="#here">A link</a> <input> <p contenteditable>Text</p>';
  const make = (address) =>
    plain(address).replace("<await-scope ", `${others} <await-scope clicker `);
  return staged({ make }, async (page) => {
    await live(page);
    await page.getByRole("link", { name: "A link" }).click();
    await page.keyboard.press("PageDown");
    await atStep(page, 1);
    for (const field of ["input", "p"]) {
      await page.locator(field).focus();
      await page.keyboard.press("PageDown");
      await page.keyboard.press("ArrowRight");
    }
    await page.getByRole("link", { name: "A link" }).focus();
    await page.keyboard.press("ArrowRight");
    await atStep(page, 2);
  });
});

test("a step that was set before the script ran is where it goes", () => {
  const early = `<script>document.querySelector("await-scope").step = 2</script></body>`;
  return staged({ make: (address) => plain(address).replace("</body>", early) }, async (page) => {
    await live(page);
    await atStep(page, 2);
    await element(page).evaluate((it) => it.step(1));
    await atStep(page, 3);
  });
});

test("a frame has a title even where the picture has no words", () => {
  const make = (address) => {
    const silent = plain(address).replace(/alt="[^"]*"/, 'alt=""');
    const again = silent.match(/<await-scope.*await-scope>/s)[0];
    return silent.replace("</body>", again.replace("</a>", " Soup and rice </a>"));
  };
  return staged({ make }, async (page, { build }) => {
    const second = page.locator("await-scope").nth(1);
    await live(page);
    await second.scrollIntoViewIfNeeded();
    const title = (it) => it.locator("iframe").getAttribute("title");
    assert.equal(await title(element(page)), `${build.url}#v1&ex=async-concurrent`);
    assert.equal(await title(second), "Soup and rice");
  });
});

test("a run that is begun by Enter has the focus that its link had", () =>
  staged(
    { make: (address) => plain(address).replace("panes=", 'start="click" panes=') },
    async (page) => {
      await page.getByRole("link", { name: "Soup and rice at once" }).focus();
      await page.keyboard.press("Enter");
      await live(page);
      assert.ok(await hasFocus(page));
      await page.keyboard.press("ArrowRight");
      await atStep(page, 1);
    },
  ));

test("a picture that may be no higher than its place is whole in it, and in print", () =>
  staged(
    {
      make: (address) =>
        html(
          "<style>await-scope img { max-width: 100%; max-height: 100% }</style>",
          snippet("plain", address).replace(
            'height="auto"',
            'style="height: 200px; width: 700px" start="click"',
          ),
        ),
    },
    async (page) => {
      const image = element(page).locator("img");
      await image.evaluate((it) => it.complete || new Promise((done) => (it.onload = done)));
      assert.equal((await image.boundingBox()).height, 200);
      await page.emulateMedia({ media: "print" });
      assert.equal(Math.round((await image.boundingBox()).width), 700);
    },
  ));

test("a broken link stays what it is, and is named once", () =>
  staged(
    {
      make: (address) =>
        html(
          script(address),
          `<await-scope>Nothing</await-scope>
           <await-scope><a href="javascript:globalThis.ran = true">No</a></await-scope>`,
        ),
    },
    async (page, { heard }) => {
      await page.waitForTimeout(300);
      await page.evaluate(() => document.body.append("more"));
      await page.evaluate(() => document.querySelector("await-scope").setAttribute("text", "90"));
      await page.waitForTimeout(100);
      assert.equal(await page.locator("iframe").count(), 0);
      assert.equal(heard.filter((it) => /no link/.test(it)).length, 2);
      assert.equal(await page.evaluate(() => globalThis.ran), undefined);
      heard.length = 0;
    },
  ));

test("only its own frame is heard", () =>
  staged({ make: plain }, async (page) => {
    await live(page);
    await page.evaluate(() => {
      globalThis.keys = 0;
      addEventListener("keydown", () => (keys += 1));
      const ours = { name: "awaitscope", version: 1 };
      postMessage({ ...ours, type: "stepchanged", step: 99, steps: 99 }, "*");
      postMessage({ ...ours, type: "key", key: "a", code: "KeyA", keyCode: 65 }, "*");
      postMessage({ ...ours, type: "resize", height: 5_000 }, "*");
    });
    await page.waitForTimeout(100);
    assert.equal(await page.evaluate(() => keys), 0);
    assert.notEqual((await element(page).evaluate((it) => it.at)).step, 99);
    assert.ok((await element(page).boundingBox()).height < 4_000);
  }));
