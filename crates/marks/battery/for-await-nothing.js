// What cannot be iterated fails at once; what is empty takes its turn.
export default async function (log) {
  for await (const it of []) log("never", it);
  log("empty");
  for (const nothing of [undefined, null, 5, {}]) {
    try {
      for await (const it of nothing) log("never", it);
    } catch (error) {
      log(error.name);
    }
  }
}
