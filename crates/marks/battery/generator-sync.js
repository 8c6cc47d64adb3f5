// Sync generators, asked, closed and thrown into; with a caller on the stack.
export default async function (log) {
  function* walk(depth) {
    try {
      const got = yield depth;
      log("got", got);
      if (depth > 0) for (const it of walk(depth - 1)) yield it;
    } finally {
      log("leaves", depth);
    }
  }
  for (const it of walk(2)) {
    log(it);
    await null;
  }
  const it = walk(1);
  it.next();
  log(it.return("closed").value);
  const other = walk(0);
  other.next();
  try {
    other.throw(new Error("thrown in"));
  } catch (error) {
    log(error.message);
  }
  log([...walk(1)].length, Math.max(...walk(1)));
}
