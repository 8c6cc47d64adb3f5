// Async functions that await each other, three deep, at the same time.
export default async function (log) {
  const [left, right] = [outer("left"), outer("right")];
  log("both called");
  log(await right, await left);
  async function outer(name) {
    log(name, "outer");
    const value = await middle(name);
    log(name, "outer again");
    return value;
  }
  async function middle(name) {
    log(name, "middle");
    return (await inner(name)) + 1;
  }
  async function inner(name) {
    log(name, "inner");
    await null;
    log(name, "inner again");
    return name.length;
  }
}
