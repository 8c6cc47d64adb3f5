// The JavaScript side of a twin's run: native promises, settled one at a time by the simulated world.
//
// One host task after another: a turn of the world is opened, exactly one promise is settled (or
// `main` is called), the engine runs its microtasks dry, the turn is closed. A message through a
// channel is a new host task, so when it arrives no microtask is left. Nothing here knows of Rust
// traces or of the page, and nothing here keeps time.

/** The line of `file` from which the call now under way came; 0 if its stack does not say. */
function lineIn(file) {
  // V8 writes "at main (URL:3:5)", Firefox and Safari "main@URL:3:5"; innermost frame first.
  for (const frame of (new Error().stack ?? "").split("\n")) {
    const place = frame.lastIndexOf(`/${file}:`);
    if (place >= 0) return Number.parseInt(frame.slice(place + file.length + 2), 10) || 0;
  }
  return 0;
}

/** What a twin is given. Each promise it makes is entered in `open` until the world settles it. */
function hostFor(file, world, open) {
  const promise = (operation, answers = () => undefined) =>
    new Promise((resolve, reject) => open.set(operation, { resolve, reject, answers }));
  return {
    sleep: (ms) => promise(world.sleep(ms, lineIn(file))),
    fetchText: (url) => promise(world.fetch_text(String(url), lineIn(file)), () => world.answer()),
    work: (ms) => world.work(ms, lineIn(file)),
    now: () => world.now(),
    log: (...values) => world.log(values.map(String).join(" "), lineIn(file)),
  };
}

/** Runs the twin at `url` in `world` until nothing is under way, or its budget is spent. */
export async function drive(url, file, world) {
  const { main } = await import(url);
  const open = new Map();
  const channel = new MessageChannel();
  const microtasksRunDry = () =>
    new Promise((dry) => {
      channel.port1.onmessage = dry;
      channel.port2.postMessage(null);
    });
  const turn = async (work) => {
    world.start_turn();
    work();
    await microtasksRunDry();
    world.end_turn();
  };
  const begin = () => {
    // A `main` that is not async may throw at once; that is a rejection like any other.
    const promise = new Promise((resolve) => resolve(main(hostFor(file, world, open))));
    promise.then(
      () => world.settled(),
      (error) => world.threw(error instanceof Error ? error.message : String(error)),
    );
  };
  await turn(begin);
  while (!world.is_spent() && world.advance()) {
    const { resolve, reject, answers } = open.get(world.operation());
    open.delete(world.operation());
    const failure = world.failure();
    await turn(failure === undefined ? () => resolve(answers()) : () => reject(new Error(failure)));
  }
  channel.port1.close();
}
