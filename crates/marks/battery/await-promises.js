// A settled promise takes one turn; so does one that settles while we are on the way.
export default async function (log, later) {
  const settled = Promise.resolve("settled");
  log(await settled);
  const [soon, late] = [later("soon"), later("late")];
  log(await soon);
  log(await late);
  log(await settled, await soon);
}
