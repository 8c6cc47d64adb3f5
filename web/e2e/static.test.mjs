// What needs no running page: every example's picture, as the terminal and the page draw it, and the
// page as one file, opened from disk without a network.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import * as site from "./fixture.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const STATIC = path.join(site.DIST, "static");

/** They await a page's JavaScript: outside a page there is no run to draw. */
const IN_PAGE = ["promise-to-future", "future-to-promise", "live"];

const awaitscope = async (...args) => {
  const all = ["run", "--quiet", "--package", "cli", "--", ...args];
  const options = { cwd: ROOT, encoding: "buffer", maxBuffer: 1e8 };
  return (await promisify(execFile)("cargo", all, options)).stdout;
};

test("every example that runs outside a page has its pictures, and words for them", async () => {
  const ids = [...site.EXAMPLES, ...Object.keys(site.SPECIMENS)].filter((id) => !IN_PAGE.includes(id));
  const alts = JSON.parse(await readFile(path.join(STATIC, "alt.json"), "utf8"));
  assert.deepEqual(Object.keys(alts).sort(), ids.toSorted());
  const ends = ["light.svg", "light.png", "dark.svg", "dark.png"];
  const files = ids.flatMap((id) => ends.map((end) => `${id}.${end}`));
  assert.deepEqual(readdirSync(STATIC).sort(), [...files, "alt.json"].sort());
});

test("a picture is, byte for byte, what the terminal draws", async () => {
  for (const [id, theme, ...twin] of [
    ["lazy-future", "light", "--twin"],
    ["cpu-hog", "dark", "--twin"],
    ["deadlock", "light"],
  ]) {
    const run = ["run", id, "--theme", theme, ...twin, "--as"];
    const kept = (end) => readFile(path.join(STATIC, `${id}.${theme}.${end}`));
    assert.ok((await awaitscope(...run, "svg")).equals(await kept("svg")), `${id} ${theme} svg`);
    const folder = await mkdtemp(path.join(tmpdir(), "awaitscope-"));
    const file = path.join(folder, "picture.png");
    await awaitscope(...run, "png", "--out", file);
    assert.ok((await readFile(file)).equals(await kept("png")), `${id} ${theme} png`);
    await rm(folder, { recursive: true });
  }
});

for (const [id, theme] of [["lazy-future", "dark"], ["callbacks", "light"], ["threads", "light"]]) {
  test(`a picture is what the page saves of the whole run: ${id}, ${theme}`, () =>
    site.visiting({ at: `#v1&ex=${id}`, colorScheme: theme }, async (page) => {
      const save = site.region(page, "Take away").getByRole("button", { name: "Save", exact: true });
      const [download] = await Promise.all([page.waitForEvent("download"), save.click()]);
      const saved = await readFile(await download.path());
      assert.ok(saved.equals(await readFile(path.join(STATIC, `${id}.${theme}.svg`))));
    }));
}

const SINGLE = process.env.SINGLE ?? path.join(ROOT, "target/single/async-concurrent.html");
const missing = !existsSync(SINGLE) && "cargo xtask build --single-file async-concurrent makes it";

/** Opens a copy in a folder of its own, with the network switched off, and hears every request. */
async function fromDisk(at, body, name = "a deck.html") {
  const { browser } = await site.shop();
  const folder = await mkdtemp(path.join(tmpdir(), "awaitscope-"));
  await copyFile(SINGLE, path.join(folder, name));
  const url = pathToFileURL(path.join(folder, name)).href;
  const context = await browser.newContext({ offline: true, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const heard = site.listen(page);
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  try {
    await page.goto(url + at);
    await site.ready(page);
    await site.attend(page);
    await body(page, url);
    const isInside = (it) => it.startsWith("data:") || it.startsWith("blob:");
    const outside = asked.filter((it) => !isInside(it)).map((it) => it.split(/[?#]/)[0]);
    assert.deepEqual(outside, [url], "nothing is asked for but the file");
    assert.deepEqual(heard, [], "the page keeps quiet");
  } finally {
    await context.close();
    await rm(folder, { recursive: true });
  }
}

test("one file opens from disk on its example, runs both languages, and steps to the end", { skip: missing }, () =>
  fromDisk("", async (page, url) => {
    assert.equal(await site.example(page), "async-concurrent");
    assert.ok(page.url().startsWith(`${url}?embed=1&link=0#v1&ex=async-concurrent`), page.url());
    assert.equal(await site.region(page, "Examples").count(), 0, "no list of a site's examples");
    await page.locator(".two").first().waitFor();
    const { last } = await site.position(page);
    for (let step = 0; step < last; step += 1) await site.player(page).forward.click();
    assert.equal((await site.position(page)).now, last);
    const output = await site.region(page, "Output").innerText();
    assert.match(output, /Rust[^]*JavaScript/);
    const kept = path.join(ROOT, "crates/examples/tests/golden/async-concurrent.js.account.txt");
    assert.equal(await site.account(page, "JavaScript"), await readFile(kept, "utf8"));
    await page.locator(".prose").waitFor();
    await page.evaluate(() => document.fonts.ready);
    const fonts = await page.evaluate(() => [...document.fonts].filter((it) => it.status === "loaded").length);
    assert.ok(fonts >= 2, "its fonts are in it");
    const broken = await page
      .locator("a[href]")
      .evaluateAll((links) => links.map((it) => it.href).filter((it) => it.startsWith("file:")));
    const isHere = (it) => it.startsWith(`${url}?embed=1&link=0#v1&ex=`);
    assert.deepEqual(broken.filter((it) => !isHere(it)), [], "every link leads somewhere");
  }));

test("one file holds what its links lead to, and takes a run away", { skip: missing }, () =>
  fromDisk("#v1&ex=threads", async (page) => {
    assert.equal(await site.example(page), "threads", "a link into it wins");
    await page.locator(".way a").last().click();
    await site.ready(page, "three-tasks");
    await page.evaluate(() => (location.hash = "#v1&ex=lazy-future"));
    await site.ready(page, "lazy-future");
    await page.locator(".two").first().waitFor();
    const save = site.region(page, "Take away").getByRole("button", { name: "Save", exact: true });
    const [download] = await Promise.all([page.waitForEvent("download"), save.click()]);
    const kept = await readFile(path.join(STATIC, "lazy-future.light.svg"));
    assert.ok((await readFile(await download.path())).equals(kept));
  }, "ünusual & name.html"));

test("one file stands in a deck's frame on disk, and in a sandbox", { skip: missing }, async () => {
  const { browser } = await site.shop();
  const context = await browser.newContext({ offline: true });
  const page = await context.newPage();
  const heard = site.listen(page);
  const folder = await mkdtemp(path.join(tmpdir(), "awaitscope-"));
  try {
    await copyFile(SINGLE, path.join(folder, "one.html"));
    for (const sandbox of ["", 'sandbox="allow-scripts"']) {
      const frame = `<iframe title="Awaitscope" width="1000" height="620" ${sandbox} src="one.html"></iframe>`;
      await writeFile(path.join(folder, "deck.html"), `<!doctype html><title>A deck</title>${frame}`);
      await page.goto(pathToFileURL(path.join(folder, "deck.html")).href);
      const inside = await (await page.waitForSelector("iframe")).contentFrame();
      await site.ready(inside, "async-concurrent");
      await site.player(inside).forward.click();
      assert.equal((await site.position(inside)).now, 1);
      await inside.locator(".two").first().waitFor();
      assert.deepEqual(heard, []);
    }
  } finally {
    await context.close();
    await rm(folder, { recursive: true });
  }
});
