// `return` out of a loop, through a `finally` that awaits.
export default async function (log) {
  async function* source() {
    try {
      yield "value";
    } finally {
      log("source closed");
    }
  }
  async function find() {
    try {
      for await (const it of source()) return it;
    } finally {
      log("finally");
      await null;
      log("finally over");
    }
  }
  log(await find());
  async function promised() {
    for await (const it of source()) return Promise.resolve(it);
  }
  log(await promised());
}
