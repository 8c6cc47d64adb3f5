// Awaiting what is no promise takes a turn all the same.
export default async function (log) {
  log("before");
  for (const value of [1, null, undefined, "text", { a: 1 }, Symbol.iterator, () => 3]) {
    const same = await value;
    log(typeof same, same === value);
  }
  return (await 1) + (await 2);
}
