// A scheduler by hand: what async functions are made of.
export default async function (log) {
  const drive = (routine) => {
    const it = routine();
    const step = (value) => {
      const { value: waits, done } = it.next(value);
      return done ? Promise.resolve(waits) : Promise.resolve(waits).then(step);
    };
    return step();
  };
  const result = await drive(function* () {
    const one = yield Promise.resolve(1);
    log("one", one);
    const two = yield 2;
    log("two", two);
    return one + two;
  });
  log(result);
}
