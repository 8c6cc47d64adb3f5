// Numbers of arguments, `this`, and names stay what they were.
export default async function (log) {
  function count() {
    return arguments.length;
  }
  log(count(), count(1), count(1, undefined), count(...[1, 2], 3), count.length, count.name);
  const object = {
    me() {
      return this === object;
    },
    async meToo() {
      await null;
      return [this === object, arguments.length];
    },
  };
  log(object.me(), (0, object.me)(), await object.meToo(1, 2), (object.me)());
  const named = async () => {};
  const { inner = () => {} } = {};
  log(named.name, inner.name, object.meToo.name, (() => {}).name === "");
}
