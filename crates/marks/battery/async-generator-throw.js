// `throw` from outside, caught and not caught.
export default async function (log) {
  async function* patient() {
    for (;;) {
      try {
        yield "ready";
      } catch (error) {
        log("caught", error.message);
        await null;
      }
    }
  }
  async function* frail() {
    yield "ready";
  }
  const one = patient();
  await one.next();
  log((await one.throw(new Error("first"))).value);
  log((await one.throw(new Error("second"))).value);
  const two = frail();
  await two.next();
  await two.throw(new Error("third")).catch((error) => log(error.message));
  log((await two.next()).done);
}
