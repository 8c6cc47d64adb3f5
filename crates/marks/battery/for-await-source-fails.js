// An error of the source goes to the loop; the source is not closed.
export default async function (log) {
  async function* source() {
    yield 1;
    await null;
    throw new Error("of the source");
  }
  try {
    for await (const n of source()) log(n);
  } catch (error) {
    log(error.message);
  } finally {
    log("finally");
  }
  try {
    for await (const n of [1, Promise.reject(new Error("in the array")), 3]) log(n);
  } catch (error) {
    log(error.message);
  }
}
