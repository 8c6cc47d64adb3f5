// A thenable that is returned is followed, too.
export default async function (log) {
  const make = async () => ({
    then(resolve) {
      log("followed");
      resolve("end");
    },
  });
  const one = make();
  log("made");
  log(await one);
}
