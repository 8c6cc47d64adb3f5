// A promise of another class is awaited as a thenable.
class Counted extends Promise {
  static made = 0;
  constructor(executor) {
    super(executor);
    Counted.made += 1;
  }
}
export default async function (log) {
  Counted.made = 0;
  const one = new Counted((resolve) => resolve("one"));
  log(await one);
  const two = Counted.resolve("two").then((value) => `${value}!`);
  log(await two, two instanceof Counted, Counted.made);
  return one;
}
