// `continue` and `break` to a label from an inner loop.
export default async function (log) {
  async function* letters(name) {
    try {
      yield `${name}1`;
      yield `${name}2`;
    } finally {
      log("leaves", name);
    }
  }
  outer: for await (const a of letters("a")) {
    inner: for await (const b of letters("b")) {
      log(a, b);
      if (b === "b1") continue inner;
      continue outer;
    }
  }
  again: out: for await (const a of letters("c")) {
    for (const b of [1, 2]) {
      if (b === 2) continue again;
      if (a === "c2") break out;
      log(a, b);
    }
  }
}
