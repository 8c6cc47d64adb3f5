// Runs twins in Node for the tests: the page's own host.js, over a world at the other end of a pipe.
//
// Each line that comes in names a twin; while it runs, each line that goes out asks its world, and
// the next line that comes in is the answer: [answer] or [null, refusal]. Reading and writing block,
// as a call of the page's world does. `node node.mjs URL_OF_HOST_JS
// URL_OF_MARKS_JS`.

import { readSync, writeSync } from "node:fs";

const piece = Buffer.alloc(65536);
let heard = Buffer.alloc(0);

/** The next line, parsed; the tests are over when there is none. */
function hear() {
  let end;
  while ((end = heard.indexOf(10)) < 0) {
    const size = readSync(0, piece);
    if (size === 0) process.exit(0);
    heard = Buffer.concat([heard, piece.subarray(0, size)]);
  }
  const line = heard.toString("utf8", 0, end);
  heard = heard.subarray(end + 1);
  return JSON.parse(line);
}

function say(line) {
  const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
  for (let sent = 0; sent < bytes.length; ) sent += writeSync(1, bytes, sent);
}

function ask(verb, ...values) {
  say([verb, ...values]);
  const [answer, refusal] = hear();
  if (refusal) throw new Error(refusal);
  return answer ?? undefined;
}

// A browser has this event on its global object, Node on its process.
const listeners = new Set();
globalThis.addEventListener = (_event, listener) => listeners.add(listener);
globalThis.removeEventListener = (_event, listener) => listeners.delete(listener);
process.on("unhandledRejection", (reason) => {
  if (listeners.size === 0) throw reason;
  for (const listener of listeners) listener({ reason, preventDefault() {} });
});

const world = new Proxy({}, { get: (_, verb) => (...values) => ask(verb, ...values) });
const { drive } = await import(process.argv[2]);
const { marksFor } = await import(process.argv[3]);
for (;;) {
  const { url, file } = hear();
  try {
    await drive(url, file, world, marksFor);
    say(["over"]);
  } catch (error) {
    say(["failed", String(error?.stack ?? error)]);
  }
}
