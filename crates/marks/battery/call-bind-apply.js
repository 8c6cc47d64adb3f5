// Async functions called through others, and promises that change hands.
export default async function (log) {
  async function add(a, b) {
    return this.start + a + b;
  }
  log(await add.call({ start: 1 }, 2, 3), await add.apply({ start: 2 }, [3, 4]));
  const bound = add.bind({ start: 3 }, 4);
  log(await bound(5), await Reflect.apply(bound, null, [6]));
  const through = (f, ...all) => f(...all);
  log(await through(bound, 7), await through(async () => arguments.length));
  const handed = through(bound, 8);
  const again = ((it) => it)(handed);
  log(handed === again, await again);
}
