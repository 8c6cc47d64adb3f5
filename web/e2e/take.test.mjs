// A run taken away: what is saved and copied is what the terminal prints, opens as what it says it
// is, and where the browser refuses the page says so.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { serve } from "./server.mjs";
import * as site from "./fixture.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What `cargo test -p cli --test files` and `-p examples --test bytes` have kept. */
const golden = (crate, name) =>
  readFile(fileURLToPath(new URL(`../../crates/${crate}/tests/golden/${name}`, import.meta.url)), "utf8");

const ALONE = "#v1&ex=deadlock";

function section(target) {
  const it = site.region(target, "Take away");
  const list = (name) => it.getByRole("combobox", { name, exact: true });
  const button = (name) => it.getByRole("button", { name, exact: true });
  return {
    it,
    format: list("As"),
    colours: list("Colours"),
    of: list("Of"),
    copy: button("Copy"),
    save: button("Save"),
    says: it.locator("output"),
  };
}

/** Presses Save, and answers the file's name and its bytes. */
async function saved(page) {
  const [download] = await Promise.all([page.waitForEvent("download"), section(page).save.click()]);
  const name = download.suggestedFilename();
  await section(page).says.getByText(`Saved ${name}, `).waitFor();
  return { name, bytes: await readFile(await download.path()) };
}

async function savedAs(page, format) {
  await section(page).format.selectOption(format);
  const { name, bytes } = await saved(page);
  return { name, text: bytes.toString("utf8") };
}

/** The size of a picture, if a browser's own parser takes it for an SVG without errors. */
async function sizeOf(page, svg) {
  // Elsewhere: the page's policy holds for what is parsed in it, and allows no style but files.
  const elsewhere = await page.context().newPage();
  const size = await elsewhere.evaluate((svg) => {
    const root = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
    const wrong = root.nodeName !== "svg" || root.querySelector("parsererror, [href], image");
    return wrong ? null : [root.getAttribute("width"), root.getAttribute("height")].map(Number);
  }, svg);
  await elsewhere.close();
  return size;
}

test("without a twin every file is, byte for byte, what the terminal prints", () =>
  site.visiting({ at: ALONE, colorScheme: "light" }, async (page) => {
    for (const [format, end] of Object.entries({
      svg: ".svg",
      account: ".md",
      chrome: ".trace.json",
      speedscope: ".speedscope.json",
      otel: ".otel.json",
    })) {
      const { name, text } = await savedAs(page, format);
      assert.equal(name, `deadlock${end}`);
      assert.equal(text, await golden("cli", name), name);
      if (end.endsWith(".json")) JSON.parse(text);
    }
    const { name, text } = await savedAs(page, "text");
    assert.equal(name, "deadlock.txt");
    assert.equal(text, await golden("examples", name));
    await section(page).format.selectOption("svg");
    await section(page).colours.selectOption("dark");
    const dark = await saved(page);
    assert.equal(dark.name, "deadlock-dark.svg");
    assert.equal(dark.bytes.toString("utf8"), await golden("cli", dark.name));
  }));

test("with a twin, pictures and other tools' files hold both runs, and a trace is one's", () =>
  site.visiting({}, async (page) => {
    const svg = await savedAs(page, "svg");
    assert.ok(await sizeOf(page, svg.text), "it is XML that needs no other file");
    assert.match(svg.text, /JavaScript/);
    const { traceEvents } = JSON.parse((await savedAs(page, "chrome")).text);
    const names = traceEvents.filter((it) => it.name === "process_name").map((it) => it.args.name);
    assert.match(names.join(), /Rust.*JavaScript/);
    for (const phase of ["B", "E", "s", "f"]) assert.ok(traceEvents.some((it) => it.ph === phase));
    const { profiles } = JSON.parse((await savedAs(page, "speedscope")).text);
    assert.ok(profiles.length > 1 && profiles.every((profile) => profile.type === "evented"));
    const { resourceSpans } = JSON.parse((await savedAs(page, "otel")).text);
    assert.equal(resourceSpans.length, 2);
    const rust = await savedAs(page, "text");
    assert.equal(rust.name, "lazy-future.txt");
    assert.equal(rust.text, await golden("examples", rust.name));
    await section(page).of.selectOption({ label: "JavaScript" });
    const { name, bytes } = await saved(page);
    assert.equal(name, "lazy-future.js.txt");
    assert.equal(bytes.toString("utf8"), await golden("examples", name));
  }));

/** Width, height and the colour of the first pixel of a PNG, as the browser reads it. */
const pixels = (page, bytes) =>
  page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    const { naturalWidth: width, naturalHeight: height } = image;
    Object.assign(canvas, { width, height });
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const colours = new Set();
    const { data } = context.getImageData(0, 0, width, height);
    for (let at = 0; at < data.length; at += 4) colours.add(data.slice(at, at + 3).join());
    return { width, height, paper: data.slice(0, 3).join(), colours: colours.size };
  }, bytes.toString("base64"));

for (const theme of ["light", "dark"]) {
  test(`as pixels, the picture has two for each, in the page's colours: ${theme}`, () =>
    site.visiting({ colorScheme: theme }, async (page) => {
      const { name, text } = await savedAs(page, "svg");
      const [width, height] = await sizeOf(page, text);
      await section(page).format.selectOption("png");
      const png = await saved(page);
      assert.equal(png.name, name.replace(".svg", ".png"));
      assert.equal(png.name.includes("dark"), theme === "dark");
      assert.equal(png.bytes.subarray(0, 8).toString("latin1"), "\x89PNG\r\n\x1a\n");
      const seen = await pixels(page, png.bytes);
      assert.deepEqual([seen.width, seen.height], [Math.ceil(width * 2), Math.ceil(height * 2)]);
      assert.equal(seen.paper, theme === "dark" ? "20,24,29" : "251,250,246");
      assert.ok(seen.colours > 20, "something is drawn on it");
    }));
}

test("what is shown now follows the cursor, the fold and the page's width", () =>
  site.visiting({}, async (page) => {
    const whole = await savedAs(page, "svg");
    await section(page).of.selectOption({ label: "What is shown now" });
    const start = await savedAs(page, "svg");
    assert.match(start.text, /class="veil"/);
    assert.doesNotMatch(whole.text, /class="veil"/);
    await site.player(page).last.click();
    const end = await savedAs(page, "svg");
    assert.doesNotMatch(end.text, /class="veil"/);
    const drawn = await site.region(page, "Diagram").evaluate((it) => it.clientWidth);
    const scale = await page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 15);
    const [width] = await sizeOf(page, end.text);
    assert.ok(Math.abs(width - drawn / scale) < 2, `${width} of ${drawn / scale}`);
  }));

test("copying puts it on the clipboard, text as text and pixels as a picture", () =>
  site.visiting({ permissions: ["clipboard-read", "clipboard-write"], at: ALONE }, async (page) => {
    const { format, copy, says } = section(page);
    await format.selectOption("text");
    await copy.click();
    await says.getByText(/^Copied \d+ kB of text\.$/).waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(text, await golden("examples", "deadlock.txt"));
    await format.selectOption("png");
    assert.equal(await says.textContent(), "", "what was said is over");
    await copy.click();
    await says.getByText(/^Copied a picture of \d+ kB\.$/).waitFor();
    const types = await page.evaluate(async () => (await navigator.clipboard.read())[0].types);
    assert.deepEqual(types, ["image/png"]);
  }));

test("by keyboard alone a file is chosen and saved, and the focus stays", () =>
  site.visiting({ at: ALONE }, async (page) => {
    const { format, save } = section(page);
    await format.focus();
    await page.keyboard.type("Open");
    assert.equal(await format.inputValue(), "otel");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    assert.ok(await save.evaluate((it) => it === document.activeElement));
    const before = await site.position(page);
    const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Space")]);
    assert.equal(download.suggestedFilename(), "deadlock.otel.json");
    await section(page).says.getByText("Saved").waitFor();
    assert.ok(await save.evaluate((it) => it === document.activeElement));
    assert.deepEqual(await site.position(page), before, "and nothing plays");
  }));

test("what makes the files is fetched at the first press, and if it is lost that is said", async () => {
  const { browser } = await site.shop();
  let isLost = true;
  const drop = (file) => isLost && file.includes("split_take");
  const server = await serve(site.DIST, { drop });
  const page = await browser.newPage();
  const asked = [];
  page.on("request", (request) => /split_take|take\.js/.test(request.url()) && asked.push(request.url()));
  try {
    await page.goto(server.url);
    await site.ready(page);
    await site.attend(page);
    await section(page).it.waitFor();
    assert.deepEqual(asked, []);
    await section(page).save.click();
    await section(page).says.getByText("did not arrive").waitFor();
    isLost = false;
    assert.equal((await saved(page)).name, "lazy-future.svg");
    assert.ok(asked.some((it) => it.includes("split_take")) && asked.some((it) => it.includes("take.js")));
  } finally {
    await page.close();
    await server.close();
  }
});

test("a page that may not copy says so, and what to do", () =>
  site.visiting({ at: ALONE }, async (page) => {
    await page.evaluate(() => {
      navigator.clipboard.write = () => Promise.reject(new DOMException("no", "NotAllowedError"));
    });
    await section(page).copy.click();
    await section(page).says.getByText("does not let the page copy this. Press Save.").waitFor();
  }));

test("in a sandboxed frame neither is promised", async () => {
  const { browser } = await site.shop();
  const server = await serve(site.DIST, { cors: true });
  const host = await serve(site.DIST, {
    pages: {
      "/deck": `<!doctype html><title>A deck</title><link rel="icon" href="data:,">
        <iframe title="Awaitscope" width="1000" height="620" sandbox="allow-scripts"
          src="${server.url}?embed=1"></iframe>`,
    },
  });
  const page = await browser.newPage();
  try {
    await page.goto(`${host.origin}/deck`);
    const frame = await (await page.waitForSelector("iframe")).contentFrame();
    await site.ready(frame, "lazy-future");
    await site.player(frame).forward.click();
    const { copy, save, says } = section(frame);
    await copy.click();
    await says.getByText("does not let this frame copy").waitFor();
    await save.click();
    await says.getByText("If no file comes, this frame may not save any").waitFor();
  } finally {
    await page.close();
    await server.close();
    await host.close();
  }
});

test("a hundred thousand tasks are no file for a page, but a picture and words", () =>
  site.visiting({ at: "#v1&ex=hundred-thousand" }, async (page) => {
    const { format, save, says } = section(page);
    await format.selectOption("chrome");
    await save.click();
    await says.getByText("awaitscope run hundred-thousand --as chrome").waitFor();
    assert.match(await says.textContent(), /more than a page should hold/);
    assert.ok((await savedAs(page, "account")).text.length > 500);
    assert.ok(await sizeOf(page, (await savedAs(page, "svg")).text));
  }));

for (const [name, look] of Object.entries({
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  "a phone": { viewport: { width: 390, height: 844 } },
})) {
  test(`axe finds nothing to mend, and all choices fit: ${name}`, () =>
    site.visiting(look, async (page) => {
      await page.evaluate(AXE);
      for (const format of ["svg", "text", "chrome", "otel"]) {
        await savedAs(page, format);
        const { violations } = await page.evaluate(() => globalThis.axe.run(".take"));
        assert.deepEqual(violations.map((it) => it.id), []);
        const overhang = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.ok(overhang <= 0, `${format} hangs over by ${overhang} px`);
      }
    }));
}
