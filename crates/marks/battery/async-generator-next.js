// Asked faster than it answers, a generator queues the questions.
export default async function (log) {
  async function* count() {
    log("begins");
    const one = yield 1;
    log("got", one);
    const two = yield Promise.resolve(2);
    log("got", two);
    return Promise.resolve("end");
  }
  const it = count();
  log("made");
  const asked = [it.next("unheard"), it.next("a"), it.next("b"), it.next("c")];
  log("asked");
  for (const answer of asked) {
    const { value, done } = await answer;
    log(value, done);
  }
}
