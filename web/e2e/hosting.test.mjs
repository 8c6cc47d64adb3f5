// The build works wherever it is put: under a path, in a frame, in a sandbox, on a slow line, and
// says what is wrong where it cannot.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { serve } from "./server.mjs";
import * as site from "./fixture.mjs";

/** Where a copy of the folder may be put: a site's root, deep below it, and in a deck's version. */
for (const prefix of ["/", "/some/deep/path/", "/v1/"]) {
  test(`works under ${prefix}: both languages, words, articles, pictures and embeds`, async () => {
    const server = await serve(site.DIST, { prefix });
    const url = server.url;
    try {
      await site.visiting({ url, at: "#v1&ex=async-concurrent" }, async (page) => {
        assert.equal(await site.example(page), "async-concurrent");
        await page.locator(".stage .two").waitFor();
        await page.locator(".prose").waitFor();
        await site.choose(page, "threads");
        const articles = await page
          .locator('.catalogue a[href$=".html"]')
          .evaluateAll((links) => links.map((link) => link.href));
        assert.equal(articles.length, 2);
        for (const article of articles) {
          assert.ok(article.startsWith(url), article);
          await page.goto(article);
          const font = await page.evaluate(() => getComputedStyle(document.body).fontFamily);
          assert.match(font, /Figtree/, "its styles are found");
          const example = page.locator('a[href*="ex="]').first();
          const address = await example.evaluate((link) => link.href);
          assert.ok(address.startsWith(url), address);
          await example.click();
          await site.ready(page, /ex=([a-z-]+)/.exec(address)[1]);
        }
        const widths = await page.evaluate(
          (sources) =>
            Promise.all(
              sources.map(async (source) => {
                const image = new Image();
                image.src = source;
                await image.decode();
                return image.naturalWidth;
              }),
            ),
          ["light.svg", "light.png", "dark.svg", "dark.png"].map((it) => `${url}static/lazy-future.${it}`),
        );
        assert.ok(widths.every((width) => width > 100), widths.join());
        assert.equal(widths[1], Math.ceil(widths[0] * 2));
      });
      await site.visiting({ url, at: "?embed=1#v1&ex=spawn" }, async (page) => {
        assert.equal(await site.example(page), "spawn");
        assert.equal(await site.region(page, "Examples").count(), 0);
      });
    } finally {
      await server.close();
    }
  });
}

test("the policy is strict, and in force", () =>
  site.visiting({}, async (page, heard) => {
    const meta = page.locator('meta[http-equiv="Content-Security-Policy"]');
    const policy = (await meta.getAttribute("content")).split(";").map((part) => part.trim());
    assert.ok(policy.includes("default-src 'none'"), "what is not named is refused");
    assert.ok(policy.includes("script-src 'self' 'wasm-unsafe-eval'"), "only files are run");
    assert.ok(policy.includes("style-src 'self'"), "only files are styles");
    const violated = await page.evaluate(
      () =>
        new Promise((done) => {
          document.addEventListener("securitypolicyviolation", (it) => done(it.effectiveDirective));
          const script = document.createElement("script");
          script.textContent = "globalThis.intruder = true";
          document.head.append(script);
        }),
    );
    assert.match(violated, /script-src/);
    assert.equal(await page.evaluate(() => globalThis.intruder), undefined);
    assert.equal(heard.length, 1, "the browser complains about the intruder, and only about it");
    heard.length = 0;
  }));

/** Opens the page in a frame of another origin and hands over the frame. */
async function framed({ cors, sandbox, at = "" }, body) {
  const { browser } = await site.shop();
  const server = await serve(site.DIST, { cors });
  const host = await serve(site.DIST, {
    pages: {
      "/deck": `<!doctype html><title>A deck</title><link rel="icon" href="data:,">
        <iframe title="Awaitscope" width="1000" height="620" ${sandbox} src="${server.url}${at}">
        </iframe>`,
    },
  });
  const context = await browser.newContext({ viewport: { width: 1024, height: 640 } });
  const page = await context.newPage();
  const heard = site.listen(page);
  try {
    await page.goto(`${host.origin}/deck`);
    const frame = await (await page.waitForSelector("iframe")).contentFrame();
    await body(frame, heard);
  } finally {
    await context.close();
    await server.close();
    await host.close();
  }
}

const SANDBOX = 'sandbox="allow-scripts"';

test("works in a sandboxed frame when its host allows every origin", () =>
  framed({ cors: true, sandbox: SANDBOX }, async (frame, heard) => {
    await site.ready(frame, "lazy-future");
    await site.player(frame).forward.click();
    await site.settled(frame);
    assert.equal((await site.position(frame)).now, 1);
    await site.choose(frame, "echo-server");
    assert.deepEqual(heard, [], "the page keeps quiet, though it may store nothing");
  }));

test("in a sandboxed frame without the header, says which header is missing", () =>
  framed({ cors: false, sandbox: SANDBOX }, async (frame) => {
    const sentence = frame.getByText("Access-Control-Allow-Origin");
    await sentence.waitFor({ timeout: 20_000 });
    assert.ok(await sentence.isVisible());
  }));

test("embedded, it drops the site's chrome and still works", () =>
  framed({ cors: false, sandbox: "", at: "?embed=1#v1&ex=async-concurrent" }, async (frame, heard) => {
    await site.ready(frame, "async-concurrent");
    assert.equal(await site.region(frame, "Examples").count(), 0);
    for (const role of ["banner", "contentinfo"]) {
      assert.equal(await frame.getByRole(role).count(), 0, `no ${role}`);
    }
    await site.player(frame).last.click();
    await site.settled(frame);
    assert.deepEqual(heard, []);
  }));

test("before the WebAssembly has come, the page shows its title, a sentence and a bar", async () => {
  const { browser } = await site.shop();
  const server = await serve(site.DIST, { delayMs: 1500 });
  const page = await browser.newPage();
  try {
    await page.goto(server.url, { waitUntil: "domcontentloaded" });
    await page.getByRole("progressbar").waitFor({ timeout: 1400 });
    assert.ok(await page.getByRole("heading", { level: 1 }).isVisible());
    await site.ready(page);
    assert.equal(await page.getByRole("progressbar").count(), 0, "the bar leaves");
  } finally {
    await page.close();
    await server.close();
  }
});

/** Files that a host may lose, and what the page says then. */
for (const kind of [".wasm", "glue"]) {
  test(`when the ${kind} is missing, the page says that a part did not arrive`, async () => {
    const { browser } = await site.shop();
    const index = await readFile(path.join(site.DIST, "index.html"), "utf8");
    const link = index.split("<").find((tag) => tag.includes("app-js"));
    const glue = /href="?\.\/([^" >]+)/.exec(link)[1];
    const drop = (file) => file.endsWith(kind === "glue" ? glue : kind);
    const server = await serve(site.DIST, { drop });
    const page = await browser.newPage();
    try {
      await page.goto(server.url);
      await page.waitForSelector("html[data-failed]", { state: "attached" });
      assert.match(await site.said(page), /did not arrive/);
      assert.equal(await page.getByRole("progressbar").count(), 0, "no bar pretends to move");
    } finally {
      await page.close();
      await server.close();
    }
  });
}

test("without JavaScript, the page says what it needs", async () => {
  const { browser, server } = await site.shop();
  const context = await browser.newContext({ javaScriptEnabled: false });
  try {
    const page = await context.newPage();
    await page.goto(server.url);
    assert.match(await page.locator("noscript, body").first().innerText(), /JavaScript/);
  } finally {
    await context.close();
  }
});
