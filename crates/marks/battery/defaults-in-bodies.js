// Destructured defaults: only what is missing is computed, in its order.
export default async function (log) {
  const make = (name) => {
    log("makes", name);
    return name;
  };
  const { a = make("a"), b = make("b"), c: { d = make("d") } = {} } = { a: 1 };
  log(a, b, d);
  const [x = make("x"), y = make("y")] = [undefined, 2];
  log(x, y);
  const { e = await make("e"), f = await Promise.resolve(make("f")) } = { e: "there" };
  log(e, f);
  let g;
  ({ g = await make("g") } = {});
  log(g);
}
