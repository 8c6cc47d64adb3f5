// `node node.mjs PROGRAMS FOLDER…`: runs every program as it is and from each folder of marked
// ones, and prints as JSON, by folder, what differed and what the marks broke. It makes no folder
// equal to another: whether there should be differences is for the test to say.

import { readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promiseHooks } from "node:v8";
import { marksFor } from "../../../web/js/marks.js";
import { checkingSink } from "./check.mjs";
import { run } from "./run.mjs";

const [programs, ...folders] = process.argv.slice(2);
const load = (folder, file) => import(pathToFileURL(path.resolve(folder, file)).href);

/**
 * The oracle for whose promise is whose: V8 makes an async function's promise as the very last
 * thing before it enters the body, so the newest promise at an entry is that call's own.
 */
function oracle(sites) {
  const own = new Map();
  let newest;
  const stop = promiseHooks.onInit((promise) => void (newest = promise));
  const entered = (call, site) => sites[site][1] === "async" && own.set(call, newest);
  return { own, stop, entered };
}

/** The lines of a file at which its functions stand on the engine's stack, outermost first. */
function frames(file) {
  const { prepareStackTrace, stackTraceLimit } = Error;
  Error.stackTraceLimit = Infinity;
  Error.prepareStackTrace = (_, sites) => sites;
  const all = new Error().stack;
  Object.assign(Error, { prepareStackTrace, stackTraceLimit });
  // What awaits is told of as well, but is not on the stack.
  const own = all.filter((it) => !it.isAsync() && it.getFileName()?.endsWith(`/${file}`));
  return own.map((it) => it.getLineNumber()).reverse();
}

/** One marked run, checked; with the oracle if asked for, which must not change the run either. */
async function marked(file, module, watched) {
  const promises = watched ? oracle(module.$sites) : undefined;
  const check = checkingSink(module.$sites, promises?.entered);
  const { sink, breaches, counts, owners, between } = check;
  const marks = marksFor(sink);
  const beforeTurn = () => {
    between();
    module.$use(marks);
  };
  const atLog = watched ? () => check.compare(frames(file)) : undefined;
  const lines = await run(module, { beforeTurn, atLog });
  between();
  promises?.stop();
  if (marks.trouble) breaches.push(`the sink threw ${marks.trouble.error.stack}`);
  for (const [call, promise] of promises ? owners : []) {
    if (promises.own.get(call) !== promise) breaches.push(`not the promise of call ${call}`);
  }
  return { lines, breaches, counts };
}

/** Where two accounts part, in a few words; undefined if they do not. */
function difference(plain, other) {
  const at = plain.findIndex((line, index) => line !== other[index]);
  if (at < 0 && plain.length === other.length) return undefined;
  const [left, right] = [plain, other].map((lines) => lines[at < 0 ? plain.length : at]);
  return `line ${at}: "${left}" became "${right}"`;
}

const answer = {};
for (const file of readdirSync(programs).filter((name) => name.endsWith(".js")).sort()) {
  const plain = await run(await load(programs, file));
  const said = plain.filter((line) => !line.startsWith("tick")).length;
  for (const folder of folders) {
    const module = await load(folder, file);
    const { lines, breaches, counts } = await marked(file, module, false);
    const watched = await marked(file, module, true);
    // A sink that only throws is the sink's trouble, and not the program's.
    const hostile = marksFor(new Proxy({}, { get: () => null.sink }));
    const alone = await run(module, { beforeTurn: () => module.$use(hostile) });
    if (!hostile.trouble) watched.breaches.push("the sink's trouble is lost");
    const name = path.basename(folder);
    (answer[name] ??= {})[file] = {
      said,
      differs:
        difference(plain, lines) ??
        difference(plain, watched.lines) ??
        difference(plain, alone) ??
        null,
      breaches: [...new Set([...breaches, ...watched.breaches])],
      counts,
    };
  }
}
process.stdout.write(JSON.stringify(answer));
