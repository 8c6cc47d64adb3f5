// Which callback of a chain runs, and which is skipped, each costing its turn.
export default async function (log) {
  const rejected = Promise.reject(new Error("one"));
  rejected.then(() => log("never")).catch((error) => log("caught", error.message));
  rejected.catch(() => "mended").then((it) => log(it));
  rejected.finally(() => log("finally")).catch(() => log("passed on"));
  rejected
    .finally(() => {
      throw new Error("two");
    })
    .catch((error) => log(error.message));
  await Promise.resolve().finally(() => "ignored").then((it) => log(String(it)));
}
