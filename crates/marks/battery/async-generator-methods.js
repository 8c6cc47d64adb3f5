// As a method, with a computed name, and as a field of a class.
class Feed {
  #items = ["a", "b"];
  async *[Symbol.asyncIterator]() {
    for (const item of this.#items) yield item;
  }
  static async *numbers() {
    yield 1;
  }
}
export default async function (log) {
  for await (const item of new Feed()) log(item);
  for await (const item of Feed.numbers()) log(item);
  const object = {
    async *two() {
      yield;
      yield 2;
    },
  };
  for await (const item of object.two()) log(item);
}
