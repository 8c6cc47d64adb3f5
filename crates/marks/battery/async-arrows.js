// Arrows with bodies of every shape.
export default async function (log) {
  const value = async (x) => x;
  const object = async () => ({ a: 1 });
  const twice = async (x) => async (y) => x + y;
  const waits = async (p) => (await p) + (await p);
  const spread = async (...all) => all.length;
  const lines = async (x) =>
    // A comment between arrow and body.
    x * 2;
  log(await value(1), (await object()).a, await (await twice(1))(2));
  log(await waits(Promise.resolve(2)), await spread(1, 2), await lines(4));
  const list = [async () => 1, async () => 2];
  log(await list[0](), await list[1](), await Promise.all(list.map((it) => it())));
}
