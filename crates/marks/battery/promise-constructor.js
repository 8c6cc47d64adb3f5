// Executors, and resolving twice, with promises and by throwing.
export default async function (log) {
  const first = new Promise((resolve, reject) => {
    log("executor");
    resolve("first");
    resolve("second");
    reject(new Error("third"));
  });
  log(await first);
  const adopted = new Promise((resolve) => resolve(first));
  adopted.then((it) => log("adopted", it));
  await new Promise(() => {
    throw new Error("in the executor");
  }).catch((error) => log(error.message));
  const strange = new Promise(async (resolve) => {
    await null;
    resolve("async executor");
  });
  log(await strange);
}
