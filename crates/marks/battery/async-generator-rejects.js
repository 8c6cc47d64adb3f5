// `yield` of a rejected promise throws inside the generator.
export default async function (log) {
  async function* source() {
    try {
      yield Promise.reject(new Error("inside"));
    } catch (error) {
      log("caught", error.message);
      yield "mended";
    }
    return Promise.reject(new Error("returned"));
  }
  const it = source();
  log((await it.next()).value);
  await it.next().catch((error) => log(error.message));
  async function* caught() {
    try {
      return Promise.reject(new Error("in the return"));
    } catch (error) {
      log("caught", error.message);
    }
  }
  log((await caught().next()).done);
}
