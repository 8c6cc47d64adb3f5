// `Promise.all` settles when the last one does, in order of the array.
export default async function (log, later) {
  const slow = async (name) => {
    const value = await later(name);
    log("has", value);
    return value;
  };
  log(await Promise.all([slow("a"), slow("b"), 3, Promise.resolve(4)]));
  log(await Promise.all([]));
  const [x, y = "none"] = await Promise.all([1]);
  log(x, y);
}
