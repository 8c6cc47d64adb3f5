// Leaving early closes the iterator, and waits for that.
export default async function (log) {
  async function* endless() {
    try {
      for (let n = 0; ; n++) yield n;
    } finally {
      log("closing");
      await null;
      log("closed");
    }
  }
  for await (const n of endless()) {
    log(n);
    if (n === 2) break;
  }
  log("after break");
  log(await first());
  async function first() {
    for await (const n of endless()) return n;
  }
  for await (const n of [1, 2, 3]) if (n === 2) break;
  log("end");
}
