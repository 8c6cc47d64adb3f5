// Parameters with defaults that call nothing, and functions among them.
export default async function (log) {
  async function all(a, b = a + 1, { c = b, d: [e] = [c] } = {}, f = () => e, ...rest) {
    await null;
    return [a, b, c, e, f(), rest.length];
  }
  log(await all(1));
  log(await all(1, 2, { c: 3, d: [4] }, () => 5, 6, 7));
  log(all.length, (await all.call(null, 9)).join());
  await (async ({ a }) => a)().catch((error) => log(error.name));
}
