// A thenable costs more turns than a promise, and is called once an await.
export default async function (log) {
  const thenable = {
    then(resolve) {
      log("asked");
      resolve("answer");
    },
  };
  log(await thenable);
  const slow = { then: (resolve) => queueMicrotask(() => resolve("slow")) };
  log(await slow);
  const nested = { then: (resolve) => resolve(thenable) };
  log(await nested);
  const failing = {
    then(_, reject) {
      reject(new Error("no"));
    },
  };
  try {
    await failing;
  } catch (error) {
    log(error.message);
  }
  return thenable;
}
