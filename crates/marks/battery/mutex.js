// A lock made of a chain of promises.
export default async function (log, later) {
  let tail = Promise.resolve();
  const locked = (work) => {
    const result = tail.then(() => work());
    tail = result.catch(() => {});
    return result;
  };
  const enter = (name, fails) =>
    locked(async () => {
      log(name, "in");
      await later();
      log(name, "out");
      if (fails) throw new Error(name);
    });
  const outcomes = await Promise.allSettled([enter("a"), enter("b", true), enter("c")]);
  log(outcomes.map((it) => it.status));
}
