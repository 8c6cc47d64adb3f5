// Runs one program of the battery and writes down all that it does, in order. Node's test and the
// browser's share this file; both hand in what differs between them.
//
// Between a program's own lines stand those of a ticker that is one microtask a line, started
// anew with every host task: one turn more or less, anywhere, and the lines change places.

const TICKS = 48;

const hostTask = () => new Promise((done) => setTimeout(done, 0));

/**
 * @param {object} module a program: its default export is called with `log` and `later`
 * @param {(turn: () => void) => void} [around] is called before each turn of a marked program
 */
export async function run(module, around = () => {}) {
  const lines = [];
  const log = (...values) => lines.push(values.map(String).join(" "));
  const due = [];
  // Settled by the host, one a task: with a value, or with an error.
  const later = (value, fails = false) =>
    new Promise((resolve, reject) => due.push(() => (fails ? reject(value) : resolve(value))));
  const tick = (number) => {
    log(`tick ${number}`);
    if (number < TICKS) queueMicrotask(() => tick(number + 1));
  };
  const turn = async (work) => {
    log("task");
    around();
    tick(1);
    work();
    await hostTask();
  };
  const unheard = listen((kind, error) => log(`${kind}: ${error?.message ?? error}`));
  await turn(() => {
    try {
      const ended = module.default(log, later);
      Promise.prototype.then.call(
        ended,
        (value) => log(`ended with ${value}`),
        (error) => log(`failed with ${error?.name ?? ""} ${error?.message ?? error}`),
      );
    } catch (error) {
      log(`threw ${error?.message ?? error}`);
    }
  });
  while (due.length > 0) await turn(due.shift());
  // An unhandled rejection is told of a task later.
  await hostTask();
  await hostTask();
  unheard();
  return lines;
}

/** Listens for unhandled rejections, and keeps the host from making more of them. */
function listen(heard) {
  if (globalThis.process?.on) {
    const unhandled = (error) => heard("unhandled", error);
    const handled = () => heard("handled late", "");
    process.on("unhandledRejection", unhandled).on("rejectionHandled", handled);
    return () => process.off("unhandledRejection", unhandled).off("rejectionHandled", handled);
  }
  const unhandled = (event) => {
    event.preventDefault();
    heard("unhandled", event.reason);
  };
  const handled = () => heard("handled late", "");
  addEventListener("unhandledrejection", unhandled);
  addEventListener("rejectionhandled", handled);
  return () => {
    removeEventListener("unhandledrejection", unhandled);
    removeEventListener("rejectionhandled", handled);
  };
}
