// Two workers take from one list, as in a pool.
export default async function (log, later) {
  const jobs = ["a", "b", "c", "d"];
  const worker = async (name) => {
    let job;
    while ((job = jobs.shift())) {
      log(name, "takes", job);
      await later();
      log(name, "ends", job);
    }
  };
  await Promise.all([worker("one"), worker("two")]);
  log("empty");
}
