// Takes pictures of the page for people to look at: sizes × themes × examples × moments, into
// target/shots. `node shots.mjs lazy-future echo-server` takes those two; without ids, all.

import { mkdir } from "node:fs/promises";
import path from "node:path";
import { DIST, EXAMPLES, attend, launch, moveTo, position, ready, shotFile } from "./page.mjs";
import { serve } from "./server.mjs";

const SIZES = {
  "1440x900": { width: 1440, height: 900 },
  "deck-1024x640": { width: 1024, height: 640, embedded: true },
  "390x844": { width: 390, height: 844 },
};

const THEMES = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  contrast: { colorScheme: "dark", forcedColors: "active" },
};

const MOMENTS = { start: 0, middle: 0.5, end: 1 };

/** A slide that holds the page in a frame, as a teacher's deck would. */
const deck = (address) => `<!doctype html><html lang="en"><title>A slide</title>
<link rel="icon" href="data:,">
<style>
  body { margin: 0; background: #f4f1ea; color: #222; font: 600 28px/1.2 Georgia, serif }
  h1 { margin: 18px 32px 12px; font-size: 28px }
  iframe { display: block; margin: 0 32px; width: 960px; height: 560px; border: 0 }
</style>
<h1>A future does nothing until it is polled</h1>
<iframe title="Awaitscope" sandbox="allow-scripts allow-same-origin" src="${address}"></iframe>`;

const ids = process.argv.length > 2 ? process.argv.slice(2) : EXAMPLES;
const browser = await launch();
const server = await serve(DIST);
const folder = shotFile("");
await mkdir(folder, { recursive: true });

for (const [size, { embedded, ...viewport }] of Object.entries(SIZES)) {
  for (const [theme, media] of Object.entries(THEMES)) {
    const context = await browser.newContext({ viewport, ...media });
    for (const id of ids) await shoot(context, { size, theme, id, embedded });
    await context.close();
  }
}
await browser.close();
await server.close();
console.log(`pictures are in ${folder}`);

async function shoot(context, { size, theme, id, embedded }) {
  const page = await context.newPage();
  const target = embedded ? await openDeck(page, id) : await openPage(page, id);
  await ready(target, id);
  // The explanation comes a moment after the picture.
  await (embedded ? page.mouse.move(500, 600) : attend(page));
  await target.waitForSelector(".prose");
  const { last } = await position(target);
  for (const [moment, share] of Object.entries(MOMENTS)) {
    await moveTo(target, Math.round(last * share));
    const file = path.join(folder, `${id}-${size}-${theme}-${moment}.png`);
    // A phone's page is longer than its screen, and the rest of it is worth a look too.
    await page.screenshot({ path: file, fullPage: size === "390x844" });
  }
  await page.close();
}

async function openPage(page, id) {
  await page.goto(`${server.url}#v1&ex=${id}`);
  return page;
}

async function openDeck(page, id) {
  await page.setContent(deck(`${server.url}?embed=1#v1&ex=${id}`));
  return (await page.waitForSelector("iframe")).contentFrame();
}
