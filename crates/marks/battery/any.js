// The first success counts; if there is none, all errors come together.
export default async function (log) {
  const fail = async (name) => {
    throw new Error(name);
  };
  log(await Promise.any([fail("a"), Promise.resolve("b"), fail("c")]));
  try {
    await Promise.any([fail("d"), fail("e")]);
  } catch (error) {
    log(error.constructor.name, error.errors.map((it) => it.message));
  }
}
