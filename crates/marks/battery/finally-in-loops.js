// `break` and `continue` run through `finally`.
export default async function (log) {
  for (let n = 0; n < 4; n++) {
    try {
      if (n === 1) continue;
      if (n === 3) break;
      await n;
      log("body", n);
    } finally {
      await null;
      log("finally", n);
    }
  }
}
