// The program itself fails, after a host task.
export default async function (log, later) {
  log("begins");
  await later();
  log("goes on");
  await later(new TypeError("from the host"), true);
}
