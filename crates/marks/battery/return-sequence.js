// A comma in a return, an arrow and an await.
export default async function (log) {
  async function both() {
    return log("first"), Promise.resolve("second");
  }
  const arrow = async () => (log("third"), "fourth");
  log(await both(), await arrow(), await (log("fifth"), "sixth"));
}
