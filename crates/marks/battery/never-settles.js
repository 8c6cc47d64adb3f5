// A call that stays suspended for ever.
export default async function (log, later) {
  const stuck = async () => {
    try {
      await new Promise(() => log("executor"));
    } finally {
      log("never");
    }
  };
  stuck();
  log(await Promise.race([stuck(), later("the other one")]));
}
