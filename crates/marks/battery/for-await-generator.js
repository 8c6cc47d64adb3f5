// An async generator, and a loop that takes its time.
export default async function (log) {
  async function* numbers() {
    for (let n = 1; n <= 3; n++) {
      log("makes", n);
      yield n;
      log("made", n);
    }
  }
  for await (const n of numbers()) {
    log("got", n);
    await null;
    log("done with", n);
  }
  log("end");
}
