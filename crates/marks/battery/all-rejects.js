// One failure ends the waiting; the others go on.
export default async function (log, later) {
  const work = async (name, fails) => {
    try {
      await later(fails ? new Error(name) : name, fails);
    } finally {
      log(name, "is over");
    }
  };
  try {
    await Promise.all([work("a", false), work("b", true), work("c", true), work("d", false)]);
  } catch (error) {
    log("all:", error.message);
  }
}
