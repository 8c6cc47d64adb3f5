// Awaited only when it has been rejected for a while: in time, and a task too late.
export default async function (log, later) {
  const reject = async () => {
    throw new Error("long ago");
  };
  const one = reject();
  for (let n = 0; n < 3; n++) await n;
  await one.catch((error) => log("in time:", error.message));
  const two = reject();
  await later();
  try {
    await two;
  } catch (error) {
    log("too late:", error.message);
  }
}
