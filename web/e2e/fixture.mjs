// What every test starts from: one Chromium and one server per file, a fresh page per test, and the
// promise that the page kept quiet: no console message, no failed request, no breach of its policy.

import assert from "node:assert/strict";
import { after } from "node:test";
import { DIST, attend, launch, ready } from "./page.mjs";
import { serve } from "./server.mjs";

export * from "./page.mjs";

let shared;

/** The browser and the server of this test file; they end with it. */
export async function shop() {
  shared ??= Promise.all([launch(), serve(DIST)]);
  const [browser, server] = await shared;
  return { browser, server };
}

after(async () => {
  if (!shared) return;
  const { browser, server } = await shop();
  await browser.close();
  await server.close();
});

/** Collects whatever a page complains about, until asked. */
export function listen(page) {
  const heard = [];
  page.on("console", (message) => heard.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => heard.push(`uncaught: ${error.stack ?? error}`));
  page.on("requestfailed", (request) => {
    // Chromium calls a request aborted when streaming compilation lets go of it after its last byte.
    const reason = request.failure()?.errorText;
    if (reason !== "net::ERR_ABORTED") heard.push(`${reason} for ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) heard.push(`${response.status()} for ${response.url()}`);
  });
  return heard;
}

/**
 * Opens the page in a fresh context, waits until it is ready, runs `body`, and asserts silence.
 * A test that makes the page complain on purpose empties `heard`, the second argument of `body`.
 *
 * `at` is what follows the address: `#v1&ex=…` or `?embed=1`. `url` replaces the address whole.
 * The rest goes to the browser context (viewport, colour scheme…).
 */
export async function visiting({ at = "", url, ...options }, body) {
  const { browser, server } = await shop();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const heard = listen(page);
  try {
    await page.goto((url ?? server.url) + at);
    await ready(page);
    await attend(page);
    await body(page, heard);
    assert.deepEqual(heard, [], "the page keeps quiet");
  } finally {
    await context.close();
  }
}

/**
 * The account of one language's run as the text that `awaitscope run --as account` prints: so a test
 * can say that the page's headings and tables tell the same, cell by cell.
 */
export async function account(page, language) {
  const panel = page.locator("details.account");
  await panel.waitFor();
  if (!(await panel.evaluate((details) => details.open))) await panel.locator("summary").click();
  const section = page.getByRole("region", { name: `The ${language} run in words` });
  await section.waitFor();
  return section.evaluate((section) => {
    const clean = (text) => text.replaceAll("|", "\\|").replace(/\p{Cc}/gu, " ");
    const width = (text) => [...text].length;
    const line = (cells, widths, fill) =>
      `|${cells.map((cell, at) => ` ${cell}${fill.repeat(widths[at] - width(cell))} |`).join("")}\n`;
    const table = (made) => {
      const rows = [...made.rows].map((row) => [...row.cells].map((it) => clean(it.textContent)));
      const widths = rows[0].map((_, at) => Math.max(...rows.map((row) => width(row[at]))));
      const lines = rows.map((row) => line(row, widths, " "));
      lines.splice(1, 0, line(widths.map(() => ""), widths, "-"));
      return `\n${lines.join("")}`;
    };
    const told = { H4: (it) => `\n## ${it.textContent}\n`, P: (it) => `\n${it.textContent}\n` };
    const parts = [...section.children].filter((it) => it.tagName !== "H3");
    const text = parts.map((it) => told[it.tagName]?.(it) ?? table(it.querySelector("table")));
    return text.join("").slice(1);
  });
}
