// An await that fails inside `for … of` closes the generator before the catch.
export default async function (log) {
  function* source() {
    try {
      yield 1;
      yield 2;
    } finally {
      note();
    }
  }
  const note = () => log("closed");
  try {
    for (const it of source()) await Promise.reject(new Error(`at ${it}`));
  } catch (error) {
    log(error.message);
  }
  outer: for (const a of source()) {
    for (const b of source()) {
      await null;
      log(a, b);
      continue outer;
    }
  }
}
