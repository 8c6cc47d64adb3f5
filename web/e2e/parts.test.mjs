// Parts of the program come when they are asked for, once; and if one does not come, the page says
// so, stays whole, and can be asked again. Only what `cargo xtask build` writes has parts.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { serve } from "./server.mjs";
import * as site from "./fixture.mjs";

const isPart = (address) => /\/(split|chunk)_[^/]*\.wasm$/.test(new URL(address, "http://x").pathname);

/** The parts that a page asks for from now on, by their address. */
function asked(page) {
  const parts = [];
  page.on("request", (request) => isPart(request.url()) && parts.push(request.url()));
  return parts;
}

test("the first example needs no part, another one fetches its part once", async () => {
  const { browser, server } = await site.shop();
  const page = await browser.newPage();
  const heard = site.listen(page);
  const parts = asked(page);
  try {
    await page.goto(server.url);
    await site.ready(page, "lazy-future");
    // Lints and the account come once somebody is there.
    await site.attend(page);
    await site.region(page, "Findings").waitFor();
    assert.ok(!parts.some((part) => /split_(basics|contrasts|work)/.test(part)));
    for (const id of ["echo-server", "cheapo-request", "echo-server"]) {
      await site.choose(page, id);
      await site.player(page).forward.click();
      await site.settled(page);
      assert.equal((await site.position(page)).now, 1);
    }
    assert.equal(parts.length, new Set(parts).size, "each part is fetched once");
    assert.ok(parts.length > 0, "the build under test has parts");
    assert.deepEqual(heard, []);
  } finally {
    await page.close();
  }
});

test("a first load fetches no more than its budget until somebody is there", async () => {
  const { browser, server } = await site.shop();
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const files = new Set();
  page.on("request", (request) => files.add(new URL(request.url()).pathname.slice(1)));
  try {
    await page.goto(server.url, { waitUntil: "networkidle" });
    await site.ready(page, "lazy-future");
    await page.waitForTimeout(1_000);
    const weigh = (file) => {
      const content = readFileSync(path.join(site.DIST, file || "index.html"));
      return gzipSync(content, { level: 9 }).length;
    };
    // Paper's styles come after everything else, and nothing waits for them.
    const weighed = [...files].filter((file) => !/^print-.*\.css$/.test(file));
    const bytes = weighed.reduce((sum, file) => sum + weigh(file), 0);
    assert.ok(bytes > 100_000 && bytes <= 205_000, `${bytes} bytes of ${[...files]}`);
    const before = files.size;
    await page.keyboard.press("Tab");
    await site.region(page, "Findings").waitFor();
    assert.ok(files.size > before, "then the rest comes");
  } finally {
    await page.close();
  }
});

test("where the page ends in sight, all of it comes at once", async () => {
  const { browser, server } = await site.shop();
  const page = await browser.newPage({ viewport: { width: 1440, height: 2400 } });
  try {
    await page.goto(server.url);
    await site.region(page, "Findings").waitFor();
  } finally {
    await page.close();
  }
});

test("when a part does not arrive, the page says so and stays, and a second try succeeds", async () => {
  const { browser } = await site.shop();
  let isLost = true;
  const server = await serve(site.DIST, { drop: (file) => isLost && isPart(file) });
  const page = await browser.newPage();
  try {
    await page.goto(server.url);
    await site.ready(page, "lazy-future");
    await site.pick(page, "echo-server");
    await page.getByRole("alert").waitFor();
    assert.match(await site.said(page), /did not arrive/);
    assert.equal(await site.example(page), "lazy-future");
    await site.player(page).forward.click();
    await site.settled(page);
    assert.equal((await site.position(page)).now, 1, "what is there goes on working");
    isLost = false;
    await site.choose(page, "echo-server");
    assert.equal(await page.getByRole("alert").count(), 0);
  } finally {
    await page.close();
    await server.close();
  }
});

test("a link to an example whose part does not arrive opens the first example and says why", async () => {
  const { browser, server } = await site.shop();
  const context = await browser.newContext();
  const page = await context.newPage();
  try {
    await page.route((url) => isPart(url.href), (route) => route.abort("internetdisconnected"));
    await page.goto(`${server.url}#v1&ex=echo-server`);
    await site.ready(page, "lazy-future");
    assert.match(await site.said(page), /did not arrive/);
  } finally {
    await context.close();
  }
});

test("a host that gives WebAssembly no type of its own serves parts all the same", async () => {
  const { browser, server } = await site.shop();
  const context = await browser.newContext();
  const page = await context.newPage();
  try {
    await page.route((url) => isPart(url.href), async (route) => {
      const response = await route.fetch();
      const headers = { ...response.headers(), "content-type": "application/octet-stream" };
      await route.fulfill({ response, headers });
    });
    await page.goto(`${server.url}#v1&ex=echo-server`);
    await site.ready(page, "echo-server");
  } finally {
    // Parts may still be on their way.
    await page.unrouteAll({ behavior: "wait" });
    await context.close();
  }
});

