// The JavaScript side of a twin's run: native promises, settled one at a time by the simulated world.
//
// One host task after another: a turn of the world is opened, exactly one operation's callback is
// called (or `main` is), the engine runs its microtasks dry, the turn is closed. A message through
// a channel is a new host task, so when it arrives no microtask is left. Nothing here knows of Rust
// traces or of the page, and nothing here keeps time. The tests run this file in Node.

/** The line of `file` at which a stack, the present one if none is given, stands; 0 if unknown. */
function lineIn(file, stack = new Error().stack) {
  // V8 writes "at main (URL:3:5)", Firefox and Safari "main@URL:3:5"; innermost frame first.
  for (const frame of String(stack ?? "").split("\n")) {
    const place = frame.lastIndexOf(`/${file}:`);
    if (place >= 0) return Number.parseInt(frame.slice(place + file.length + 2), 10) || 0;
  }
  return 0;
}

/** An error in words. A DOMException's message differs between engines, its name does not. */
function wordsOf(error) {
  if (error instanceof DOMException) return error.name;
  return error instanceof Error ? error.message : String(error);
}

/**
 * What a twin is given. Each operation's callback stands in `open` until the world calls it, and the
 * promise of each in `operations`, with its number.
 */
function hostFor(file, world, open, operations) {
  /** `start`s with a callback, error first: the caller's own, or that of a promise made for it. */
  const calledBack = (then, start) => {
    if (then) return void start(then);
    let settle;
    const promise = new Promise((resolve, reject) => {
      settle = (error, answer) => (error ? reject(error) : resolve(answer));
    });
    const operation = start((error, answer) => settle(error, answer));
    if (operation !== undefined) operations.set(promise, operation);
    return promise;
  };
  const begin = (verb, text, number, line, then) => {
    // Asked for outside any promise, so that a spent budget ends also a loop that never awaits.
    const operation = world.start(verb, text, number, line);
    open.set(operation, then);
    return operation;
  };
  const stop = (operation) => {
    if (open.delete(operation)) world.cancel(operation);
  };

  /** A promise of one operation; a signal rejects it with its reason, and cancels the operation. */
  const promised = (verb, text, number, signal) => {
    if (signal?.aborted) return Promise.reject(signal.reason);
    const line = lineIn(file);
    return calledBack(undefined, (then) => {
      const aborted = () => {
        stop(operation);
        then(signal.reason);
      };
      const operation = begin(verb, text, number, line, (error, answer) => {
        signal?.removeEventListener("abort", aborted);
        then(error, verb === "fetch" ? answer : undefined);
      });
      signal?.addEventListener("abort", aborted);
      return operation;
    });
  };

  const socketOf = (stream) => ({
    write(text, then) {
      const line = lineIn(file);
      const sent = (then) => begin("write", String(text), stream, line, (error) => then(error));
      return calledBack(then, sent);
    },
    /** Answers null at the end of the stream. */
    read(then) {
      const line = lineIn(file);
      return calledBack(then, (then) =>
        begin("read", "", stream, line, (error, text) => then(error, text || null)),
      );
    },
    close: () => world.close(stream),
  });

  return {
    knobs: JSON.parse(world.knobs()),
    sleep: (ms, { signal } = {}) => promised("sleep", "", ms, signal),
    fetchText: (url, { signal } = {}) => promised("fetch", String(url), 0, signal),
    connect(host, port, then) {
      const line = lineIn(file);
      return calledBack(then, (then) => {
        const stands = (error, stream) => then(error, error ? undefined : socketOf(Number(stream)));
        begin("lookup", host, 0, line, (error) => {
          if (error) then(error);
          else begin("connect", host, port, line, stands);
        });
      });
    },
    setTimeout: (then, ms) => begin("sleep", "", ms, lineIn(file), () => then()),
    clearTimeout: stop,
    /** As in Node, a period begins with the call before; of ticks that are late only one is kept. */
    setInterval(then, ms) {
      const [line, timer] = [lineIn(file), {}];
      const arm = () => {
        timer.operation = begin("sleep", "", ms, line, () => {
          arm();
          then();
        });
      };
      arm();
      return timer;
    },
    clearInterval: (timer) => stop(timer.operation),
    /** The browser's own would keep real time. */
    AbortSignal: {
      timeout(ms) {
        const controller = new AbortController();
        const late = () => controller.abort(new DOMException("timed out", "TimeoutError"));
        begin("sleep", "", ms, lineIn(file), late);
        return controller.signal;
      },
    },
    work: (ms) => world.work(ms, lineIn(file)),
    now: () => world.now(),
    log: (...values) => world.log(values.map(String).join(" "), lineIn(file)),
  };
}

/** Tells a world what the marks in its twin tell; `operations` knows whose the promises are. */
function sinkFor(file, world, sites, operations) {
  const place = (site) => sites[site].slice(2);
  /** What is awaited, as the world says it: a kind, and the number of an operation or a call. */
  const named = ({ kind, of, promise }) => {
    if (kind !== "promise") return [kind, 0];
    if (of !== null) return ["call", of - 1];
    return operations.has(promise) ? ["operation", operations.get(promise)] : ["promise", 0];
  };
  let follows;
  return {
    entered: (_call, site) => world.entered(sites[site][0], sites[site][1], place(site)),
    suspended: (call, site, awaited) => world.suspended(call - 1, place(site), ...named(awaited)),
    resumed: (call, site) => world.resumed(call - 1, place(site)),
    adopted: (_call, awaited) => (follows = named(awaited)),
    left(call, how, error) {
      if (how === "threw") world.left(call - 1, how, "line", lineIn(file, error?.stack ?? ""));
      else if (follows) world.left(call - 1, "follows", ...follows);
      else world.left(call - 1, how, "value", 0);
      follows = undefined;
    },
  };
}

/**
 * Runs the twin at `url` in `world` until nothing is under way, or its budget is spent. Its marks,
 * if it has any, are answered by what `marksFor` (`marks.js`) makes.
 */
export async function drive(url, file, world, marksFor) {
  const { main, $use, $sites } = await import(url);
  const open = new Map();
  const operations = new WeakMap();
  const marks = $use && marksFor(sinkFor(file, world, $sites, operations));
  const channel = new MessageChannel();
  const nextTask = () =>
    new Promise((begins) => {
      channel.port1.onmessage = begins;
      channel.port2.postMessage(null);
    });
  const unhandled = (event) => {
    event.preventDefault();
    const { reason } = event;
    world.report("unhandledrejection", wordsOf(reason), lineIn(file, reason?.stack ?? ""));
  };
  const turn = async (work) => {
    world.start_turn();
    $use?.(marks);
    globalThis.addEventListener("unhandledrejection", unhandled);
    try {
      work();
    } catch (error) {
      world.report("error", wordsOf(error), lineIn(file, error?.stack ?? ""));
    }
    await nextTask(); // the microtasks have run dry
    await nextTask(); // and what they rejected for nobody has been told, which is a task of its own
    globalThis.removeEventListener("unhandledrejection", unhandled);
    world.end_turn();
  };
  await turn(() => {
    let ended;
    try {
      ended = Promise.resolve(main(hostFor(file, world, open, operations)));
    } catch (error) {
      // A `main` that is not async may throw at once; that is a rejection like any other.
      ended = Promise.reject(error);
    }
    ended.then(
      () => world.settled(),
      (error) => world.threw(wordsOf(error)),
    );
  });
  while (world.advance()) {
    const then = open.get(world.operation());
    open.delete(world.operation());
    const failure = world.failure();
    const answer = world.answer();
    await turn(() => then(failure === undefined ? null : new Error(failure), answer));
  }
  channel.port1.close();
  if (marks?.trouble) throw marks.trouble.error;
}
