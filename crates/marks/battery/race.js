// The first one counts; the loser completes, heard by nobody.
export default async function (log, later) {
  const run = async (name, value) => {
    const got = await value;
    log(name, got);
    return name;
  };
  log(await Promise.race([run("slow", later(1)), run("quick", 2), run("slower", later(3))]));
  log(await Promise.race([Promise.reject(new Error("lost")), 1]).catch((error) => error.message));
}
