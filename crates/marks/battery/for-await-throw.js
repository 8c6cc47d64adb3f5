// An error in the body closes the iterator before it is caught.
export default async function (log) {
  async function* source() {
    try {
      yield 1;
      yield 2;
    } finally {
      log("closing");
      await null;
      log("closed");
    }
  }
  try {
    for await (const n of source()) {
      log(n);
      throw new Error("in the body");
    }
  } catch (error) {
    log(error.message);
  }
  try {
    for await (const n of source()) {
      await Promise.reject(new Error(`awaited in the body ${n}`));
    }
  } catch (error) {
    log(error.message);
  }
}
