// Iterators written by hand: `next` and `return` that answer in all kinds of ways.
export default async function (log) {
  const make = (answers, close) => ({
    [Symbol.asyncIterator]() {
      log("asked for an iterator");
      return this;
    },
    next(...given) {
      log("next", given.length);
      return answers.shift();
    },
    ...close,
  });
  const done = { done: true };
  const one = { value: 1, done: false };
  for await (const it of make([Promise.resolve(one), one, done])) log(it);
  const closing = { return: async () => (log("return"), {}) };
  for await (const it of make([one, one, done], closing)) if (log(it) > 0) break;
  const bad = { return: () => 5 };
  try {
    for await (const it of make([one], bad)) {
      log(it);
      break;
    }
  } catch (error) {
    log(error.name, error.message);
  }
}
