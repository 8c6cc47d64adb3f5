// An operation with a signal, aborted half way.
export default async function (log, later) {
  const controller = new AbortController();
  const work = async (signal) => {
    for (let n = 0; n < 3; n++) {
      signal.throwIfAborted();
      log("step", n);
      await later();
    }
  };
  controller.signal.addEventListener("abort", () => log("aborted"));
  const running = work(controller.signal);
  await later();
  controller.abort(new Error("enough"));
  await running.catch((error) => log(error.message));
}
