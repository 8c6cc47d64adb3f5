// `return` from outside, before, between and after.
export default async function (log) {
  async function* count() {
    try {
      yield 1;
      yield 2;
    } finally {
      log("closing");
      await null;
      yield "one more";
      log("closed");
    }
  }
  const show = ({ value, done }) => log(value, done);
  const fresh = count();
  show(await fresh.return("unstarted"));
  const used = count();
  show(await used.next());
  show(await used.return(Promise.resolve("early")));
  show(await used.next());
  show(await used.next());
}
