// Anything can be thrown.
export default async function (log) {
  const fail = async (what) => {
    throw what;
  };
  for (const what of [undefined, null, 0, "text", { a: 1 }, Promise.resolve("promise")]) {
    try {
      await fail(what);
    } catch (caught) {
      log(typeof caught, caught === what);
    }
  }
}
