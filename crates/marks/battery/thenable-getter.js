// The getter of a `then` is run by the engine, once for each await, and by nobody else.
export default async function (log) {
  const sly = {
    get then() {
      log("looked at");
      return undefined;
    },
  };
  log((await sly) === sly);
  const thrower = {
    get then() {
      throw new Error("looked at too closely");
    },
  };
  await Promise.all([load(), load()]).catch((error) => log(error.message));
  async function load() {
    return thrower;
  }
}
