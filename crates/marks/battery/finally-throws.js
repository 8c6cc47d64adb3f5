// A `finally` that throws replaces the error.
export default async function (log) {
  const replaced = async () => {
    try {
      await Promise.reject(new Error("first"));
    } finally {
      await null;
      throw new Error("second");
    }
  };
  await replaced().catch((error) => log(error.message));
  const nested = async () => {
    try {
      try {
        return Promise.resolve("value");
      } finally {
        throw new Error("inner");
      }
    } catch (error) {
      return error.message;
    } finally {
      log("outer");
    }
  };
  log(await nested());
}
