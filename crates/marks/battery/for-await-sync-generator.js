// A sync generator under `for await`, left early, left by an error, and by a rejected value.
export default async function (log) {
  function* source(...values) {
    try {
      for (const value of values) yield value;
    } finally {
      log("closed");
    }
  }
  for await (const it of source(1, Promise.resolve(2), 3)) log(it);
  for await (const it of source(1, 2)) {
    log(it);
    break;
  }
  try {
    for await (const it of source(1, Promise.reject(new Error("rejected")), 3)) log(it);
  } catch (error) {
    log(error.message);
  }
  try {
    for await (const it of source(1)) await Promise.reject(new Error(`body ${it}`));
  } catch (error) {
    log(error.message);
  }
}
