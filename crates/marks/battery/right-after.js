// Right after each suspension somebody else calls our function: nothing of ours is noticed between.
export default async function (log) {
  const failed = Promise.reject(new Error("failed"));
  failed.catch(() => {});
  await null;
  [1].forEach(() => log("after an await"));
  try {
    await failed;
  } catch {
    [1].forEach(() => log("in a catch"));
  }
  try {
    try {
      await failed;
    } finally {
      [1].forEach(() => log("in a finally"));
    }
  } catch {}
  for await (const _ of [1]) {
    [1].forEach(() => log("in a loop"));
  }
  [1].forEach(() => log("after a loop"));
  for await (const _ of [1, 2]) break;
  [1].forEach(() => log("after a loop that was left"));
  outer: for (const _ of [1]) {
    for await (const _ of [1, 2]) continue outer;
  }
  [1].forEach(() => log("after both"));
  const once = async function* () {
    yield;
    [1].forEach(() => log("after a yield"));
  };
  for await (const _ of once());
  const list = {
    *[Symbol.iterator]() {
      try {
        yield 1;
      } finally {
        [1].forEach(() => log("closed"));
      }
    },
  };
  try {
    for (const _ of list) await failed;
  } catch {}
}
