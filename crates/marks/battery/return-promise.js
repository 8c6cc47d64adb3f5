// `return p` costs three turns, `return await p` one.
export default async function (log) {
  const p = Promise.resolve("p");
  plain().then(() => log("return p"));
  awaited().then(() => log("return await p"));
  value().then(() => log("return value"));
  arrow().then(() => log("arrow to p"));
  async function plain() {
    return p;
  }
  async function awaited() {
    return await p;
  }
  async function value() {
    return "p";
  }
  async function arrow() {
    const to = async () => p;
    return to();
  }
}
