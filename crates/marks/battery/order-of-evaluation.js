// Callee, arguments, keys and awaits, from left to right.
export default async function (log) {
  const say = (it) => {
    log(it);
    return it;
  };
  const make = (name) => (say(name), { [name]: (...all) => say(all.join("+")) });
  make("f")[say("f")](say("a"), await say("b"), ...[say("c"), say("d")]);
  const list = [await say(1), say(2), await say(3)];
  log(`${await say("x")}-${say("y")}-${list}`);
  const object = { [say("key")]: await say("value"), ...(await say({ more: 1 })) };
  log(Object.keys(object));
  log((await say(0)) || (await say(5)) || say(6), (await null) ?? say("nullish"));
  let f = (it) => say(`old ${it}`);
  f((f = (it) => say(`new ${it}`), 1));
  f(2);
}
