// `Promise.resolve` gives a promise back as it is; `withResolvers` by hand.
export default async function (log) {
  const own = async () => "own";
  const promise = own();
  log(Promise.resolve(promise) === promise, await promise);
  let settle;
  const waiting = new Promise((resolve) => (settle = resolve));
  const waits = async (name) => log(name, await waiting);
  const both = [waits("a"), waits("b")];
  settle("now");
  await Promise.all(both);
}
