// An async function without an await still settles a turn later.
export default async function (log) {
  const now = async () => "value";
  const nothing = async () => {};
  const block = async () => {
    log("in the block");
  };
  log(await now(), await nothing(), await block());
  now().then(log);
  nothing().then(log);
  log("end");
}
