// Listeners that are async, called from a plain function.
class Emitter {
  #listeners = new Map();
  on(name, listener) {
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]);
    return this;
  }
  emit(name, ...values) {
    return (this.#listeners.get(name) ?? []).map((it) => it(...values));
  }
}
export default async function (log) {
  const emitter = new Emitter().on("tea", async (kind) => {
    log("first", kind);
    await null;
    log("first again", kind);
  });
  emitter.on("tea", (kind) => log("second", kind));
  const answers = emitter.emit("tea", "mint");
  log("emitted");
  await Promise.all(answers);
}
