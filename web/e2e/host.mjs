// A page of another origin that holds ours in frames, as a deck would, and hears what they say.

import { listen, shop } from "./fixture.mjs";
import { DIST } from "./page.mjs";
import { serve } from "./server.mjs";

/** What the host page does: it keeps every message, and says what a test wants it to say. */
const SCRIPT = `
  const heard = [];
  addEventListener("message", (event) => {
    const frames = [...document.querySelectorAll("iframe")];
    const from = frames.findIndex((frame) => frame.contentWindow === event.source);
    heard.push({ from, data: event.data });
  });
  const say = (message, to = 0) =>
    document.querySelectorAll("iframe")[to].contentWindow.postMessage(message, "*");
  const keys = [];
  addEventListener("keydown", (event) => keys.push(event.key));
`;

/** A frame of the page; \`attributes\` are added to it. */
export const frame = (address, attributes = "") =>
  `<iframe title="Awaitscope" width="1000" height="560" ${attributes} src="${address}"></iframe>`;

/**
 * Serves the build with the header that sandboxed frames need, and a host of another origin whose
 * body is made by \`make(address of the build)\`; opens the host.
 */
export async function hosted(make, body, { viewport = { width: 1100, height: 700 }, ...options } = {}) {
  const { browser } = await shop();
  const server = await serve(DIST, { cors: true });
  const page = (content) =>
    `<!doctype html><html lang="en"><title>A host</title><link rel="icon" href="data:,">` +
    `<script>${SCRIPT}</script><body>${content}</body></html>`;
  const host = await serve(DIST, { pages: { "/host": page(make(server.url)) } });
  const context = await browser.newContext({ viewport, ...options });
  const opened = await context.newPage();
  const complaints = listen(opened);
  try {
    await opened.goto(`${host.origin}/host`);
    await body(opened, { complaints, server, context, host });
  } finally {
    await context.close();
    await server.close();
    await host.close();
  }
}

/** The nth frame of a host. */
export async function framed(page, which = 0) {
  const frames = page.locator("iframe");
  return (await frames.nth(which).elementHandle()).contentFrame();
}

export const ours = (type, fields = {}) => ({ name: "awaitscope", version: 1, type, ...fields });

export const say = (page, message, to = 0) => page.evaluate(([m, to]) => say(m, to), [message, to]);

/** All messages of one type so far, by the frame that they came from. */
export const heard = (page, type, from = 0) =>
  page.evaluate(
    ([type, from]) =>
      heard.filter((it) => it.from === from && it.data?.type === type).map((it) => it.data),
    [type, from],
  );

/** Waits until a message of this type has come for the nth time, and answers it. */
export async function hear(page, type, { from = 0, count = 1 } = {}) {
  await page.waitForFunction(
    ([type, from, count]) =>
      heard.filter((it) => it.from === from && it.data?.type === type).length >= count,
    [type, from, count],
  );
  return (await heard(page, type, from))[count - 1];
}
