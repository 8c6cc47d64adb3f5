// Blocks and loops with labels, left from within.
export default async function (log) {
  block: {
    await null;
    log("in the block");
    if (log) break block;
    log("never");
  }
  outer: for (const a of [1, 2, 3]) {
    for (const b of [1, 2, 3]) {
      await null;
      if (b === 2) continue outer;
      if (a === 3) break outer;
      log(a, b);
    }
  }
  loop: do {
    for await (const it of [1, 2]) {
      log("item", it);
      continue loop;
    }
  } while (await false);
  done: try {
    break done;
  } finally {
    log("finally");
  }
}
