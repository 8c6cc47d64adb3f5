// Runs twins in Node: the page's own host.js, over a world at the other end of a pipe.
//
// The first line that comes in holds the page's two scripts, each further one a twin; while it runs,
// each line that goes out asks its world, and the next line that comes in is the answer: [answer] or
// [null, refusal]. Reading and writing block, as a call of the page's world does.

import { readSync, writeSync } from "node:fs";

const piece = Buffer.alloc(65536);
let heard = Buffer.alloc(0);

/** The next line, parsed; there are no more twins when there is none. */
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
/** The address of a module that is at hand as text; stacks know it by this name. */
function addressOf(text, file) {
  const named = `${text}\n//# sourceURL=/twins/${file}\n`;
  return `data:text/javascript;base64,${Buffer.from(named).toString("base64")}`;
}

const { host, marks } = hear();
const { drive } = await import(addressOf(host, "host"));
const { marksFor } = await import(addressOf(marks, "marks"));
for (;;) {
  const { file, text } = hear();
  try {
    await drive(addressOf(text, file), file, world, marksFor);
    say(["over"]);
  } catch (error) {
    say(["failed", String(error?.stack ?? error)]);
  }
}
