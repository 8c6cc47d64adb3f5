// What is skipped is skipped whole.
export default async function (log) {
  const say = (it) => (log(it), it);
  const none = null;
  const some = { call: async (it) => ({ it, next: () => say("next") }), say };
  log(none?.call(say("never")), none?.call(say("never")).next(say("never")));
  log((await some?.call(say("a"))).it, some.missing?.(say("never")));
  log(some?.say("b"), some.say?.("c"), await some?.call?.("d")?.then((it) => it.next?.()));
  log(typeof (await none?.call()), delete some?.missing?.gone);
}
