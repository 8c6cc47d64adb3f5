// A `finally` that awaits holds up result and error alike.
export default async function (log, later) {
  const work = async (fails) => {
    try {
      if (fails) throw new Error("failed");
      return "value";
    } finally {
      log("finally");
      await later();
      log("finally over");
    }
  };
  log(await work(false));
  await work(true).catch((error) => log(error.message));
}
