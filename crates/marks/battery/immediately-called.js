// Functions that are called where they stand.
export default async function (log) {
  log(await (async () => "arrow")());
  log(await (async function named() {
    await null;
    return named.name;
  })());
  (() => log("sync"))();
  await (async () => {
    throw new Error("inside");
  })().catch((error) => log(error.message));
  log(await (async (x, y = x) => x + y)(2));
}
