// Generators over generators.
export default async function (log) {
  async function* numbers() {
    for (let n = 0; n < 5; n++) {
      await null;
      yield n;
    }
  }
  async function* doubled(source) {
    for await (const n of source) yield n * 2;
  }
  async function* some(source, left) {
    for await (const n of source) {
      if (left-- === 0) return;
      yield n;
    }
  }
  for await (const n of some(doubled(numbers()), 2)) log(n);
}
