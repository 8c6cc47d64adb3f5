// A sync iterator by hand, with getters that tell who looks.
export default async function (log) {
  const iterable = {
    [Symbol.iterator]() {
      let n = 0;
      return {
        get next() {
          log("get next");
          return () => {
            n += 1;
            log("next", n);
            if (n === 4) throw new Error("the fourth");
            return { value: n === 2 ? Promise.resolve("two") : n, done: false };
          };
        },
        get return() {
          log("get return");
          return () => {
            log("return");
            return {};
          };
        },
      };
    },
  };
  for await (const it of iterable) {
    log(it);
    if (it === 3) break;
  }
  try {
    for await (const it of iterable) log(it);
  } catch (error) {
    log(error.message);
  }
}
