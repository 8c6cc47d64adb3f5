// A thenable whose `then` is itself an async function.
export default async function (log) {
  const it = {
    async then(resolve) {
      log("then begins");
      await null;
      log("then goes on");
      resolve(7);
      await null;
      log("then ends");
    },
  };
  log(await it);
  log(await Promise.resolve(it));
}
