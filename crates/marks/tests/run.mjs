// Runs one program of the battery and writes down all that it does, in order. Node's test and the
// browser's share this file; both hand in what differs between them.
//
// Between a program's own lines stand those of a ticker that is one microtask a line, started
// anew with every host task: one turn more or less, anywhere, and the lines change places.

const TICKS = 48;

const hostTask = () => new Promise((done) => setTimeout(done, 0));

/**
 * @param {object} module a program: its default export is called with `log` and `later`
 * @param {{beforeTurn?: () => void, atLog?: () => void}} [watch] called before each turn, and at
 *   each line that the program itself writes
 */
export async function run(module, { beforeTurn = () => {}, atLog = () => {} } = {}) {
  const lines = [];
  const write = (line) => lines.push(line);
  const log = (...values) => {
    atLog();
    return write(values.map(String).join(" "));
  };
  const due = [];
  // Settled by the host, one a task: with a value, or with an error.
  const later = (value, fails = false) =>
    new Promise((resolve, reject) => due.push(() => (fails ? reject(value) : resolve(value))));
  const tick = (number) => {
    write(`tick ${number}`);
    if (number < TICKS) queueMicrotask(() => tick(number + 1));
  };
  const turn = async (work) => {
    write("task");
    beforeTurn();
    tick(1);
    work();
    await hostTask();
  };
  const unheard = listen((kind, error) => write(`${kind}: ${error?.message ?? error}`));
  await turn(() => {
    try {
      const ended = module.default(log, later);
      Promise.prototype.then.call(
        ended,
        (value) => write(`ended with ${value}`),
        (error) => write(`failed with ${error?.name ?? ""} ${error?.message ?? error}`),
      );
    } catch (error) {
      write(`threw ${error?.message ?? error}`);
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
