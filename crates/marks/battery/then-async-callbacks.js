// Callbacks that are async functions hold the chain up.
export default async function (log) {
  await Promise.resolve(1)
    .then(async (it) => {
      log("first", it);
      await null;
      return it + 1;
    })
    .then(async function second(it) {
      log("second", it);
      throw new Error("of the second");
    })
    .catch(async (error) => {
      await null;
      log("caught", error.message);
      return 5;
    })
    .finally(async () => {
      log("finally");
      await null;
    })
    .then((it) => log("last", it));
}
