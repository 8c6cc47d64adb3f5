// Microtasks, promises and awaits share one queue.
export default async function (log) {
  queueMicrotask(() => log("micro 1"));
  Promise.resolve().then(() => log("then 1"));
  queueMicrotask(async () => {
    log("micro 2");
    await null;
    log("micro 2 again");
  });
  log("await");
  await null;
  log("awaited");
  queueMicrotask(() => log("micro 3"));
  await null;
  log("end");
}
