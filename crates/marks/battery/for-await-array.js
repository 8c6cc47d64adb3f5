// A sync iterable of values and promises: the engine makes it an async one.
export default async function (log, later) {
  for await (const it of [1, Promise.resolve(2), later(3), 4]) log("item", it);
  for await (const it of new Set(["a", "b"])) {
    log("of a set", it);
    await null;
  }
  for await (const it of "xy") log(it);
  log("end");
}
