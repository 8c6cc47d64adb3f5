// Nobody is left out.
export default async function (log, later) {
  const outcomes = await Promise.allSettled([
    later("late"),
    later(new Error("late too"), true),
    (async () => "async")(),
    (async () => {
      throw new TypeError("thrown");
    })(),
    "plain",
  ]);
  for (const { status, value, reason } of outcomes) log(status, value, reason?.message);
}
