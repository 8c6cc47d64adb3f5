// Marks change nothing, in the engine that readers use: each small program of the battery prints
// the same lines with marks in it as without. A ticker writes one line a microtask between them.

import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { serve } from "./server.mjs";
import * as site from "./fixture.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PROGRAMS = "crates/marks/battery";

/** Written by `marks`; `cargo xtask test browser` runs it first. */
const MARKED = "target/battery";

// As strict as the page itself: only files are run.
const PAGE = `<!doctype html><title>Battery</title><link rel="icon" href="data:,">
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'">`;

/** Runs one program as it is and marked, in the browser, and hands back all that was written. */
async function both({ program, marked }) {
  const [{ run }, { checkingSink }, { marksFor }] = await Promise.all([
    import("/crates/marks/tests/run.mjs"),
    import("/crates/marks/tests/check.mjs"),
    import("/web/js/marks.js"),
  ]);
  const plain = await run(await import(program));
  const module = await import(marked);
  const { sink, breaches, counts, between } = checkingSink(module.$sites);
  const marks = marksFor(sink);
  const beforeTurn = () => {
    between();
    module.$use(marks);
  };
  const lines = await run(module, { beforeTurn });
  between();
  return { plain, lines, breaches, counts, trouble: String(marks.trouble?.error ?? "") };
}

test("small programs do the same with marks as without", async () => {
  const { browser } = await site.shop();
  const server = await serve(ROOT, { pages: { "/battery": PAGE } });
  const page = await browser.newPage();
  const heard = site.listen(page);
  try {
    await page.goto(`${server.origin}/battery`);
    const files = (await readdir(path.join(ROOT, PROGRAMS))).filter((it) => it.endsWith(".js"));
    assert.ok(files.length >= 60, `${files.length} programs`);
    for (const file of files) {
      const addresses = { program: `/${PROGRAMS}/${file}`, marked: `/${MARKED}/${file}` };
      const { plain, lines, breaches, counts, trouble } = await page.evaluate(both, addresses);
      assert.deepEqual(lines, plain, `${file} does the same`);
      assert.deepEqual(breaches, [], `${file} is marked well`);
      assert.equal(trouble, "", file);
      assert.ok(counts.entered > 0 && plain.length > 48, `${file} does something`);
    }
    assert.deepEqual(heard, [], "the browser keeps quiet");
  } finally {
    await page.close();
    await server.close();
  }
});

test("one turn more is seen in the browser, too", async () => {
  const { browser } = await site.shop();
  const server = await serve(ROOT, { pages: { "/battery": PAGE } });
  const page = await browser.newPage();
  try {
    await page.goto(`${server.origin}/battery`);
    // Two programs that differ in one await.
    const turns = await page.evaluate(async () => {
      const { run } = await import("/crates/marks/tests/run.mjs");
      const one = await run({ default: async (log) => log(await 1) });
      const two = await run({ default: async (log) => log(await (async () => 1)(), await 1) });
      return [one, two].map((lines) => lines.findIndex((line) => line.startsWith("1")));
    });
    assert.notEqual(turns[0], turns[1]);
  } finally {
    await page.close();
    await server.close();
  }
});
