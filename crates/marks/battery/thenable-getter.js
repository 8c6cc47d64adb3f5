// The getter of a `then` is run by the engine, once for each await, and by nobody else.
export default async function (log) {
  let looked = 0;
  const sly = {
    get then() {
      looked += 1;
      return undefined;
    },
  };
  log((await sly) === sly, looked);
  const give = async () => sly;
  log((await give()) === sly, looked);
  const thrower = {
    get then() {
      looked += 1;
      throw new Error("looked at too closely");
    },
  };
  await Promise.all([load(), load()]).catch((error) => log(error.message));
  log(looked);
  async function load() {
    return thrower;
  }
}
