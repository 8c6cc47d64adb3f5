// Getters and setters, some of which make promises.
class Box {
  #value = Promise.resolve("first");
  get value() {
    return this.#value;
  }
  set value(it) {
    this.#value = (async () => it)();
  }
  static get empty() {
    return new Box();
  }
}
export default async function (log) {
  const box = Box.empty;
  log(await box.value);
  box.value = "second";
  log(await box.value);
  const lazy = {
    get load() {
      log("load is looked at");
      return async () => "loaded";
    },
  };
  log(await lazy.load());
  log(await lazy?.load());
}
