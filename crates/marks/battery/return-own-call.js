// `return f()` of an async f, with and without await, several levels deep.
export default async function (log) {
  const leaf = async () => "leaf";
  const direct = async () => leaf();
  const waited = async () => await leaf();
  const deep = async () => direct();
  deep().then((it) => log("deep", it));
  direct().then((it) => log("direct", it));
  waited().then((it) => log("waited", it));
  leaf().then((it) => log("leaf", it));
  return deep();
}
