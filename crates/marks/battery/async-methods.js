// Methods of objects and classes, private and static, inherited and overridden.
class Base {
  #secret = 1;
  async read() {
    return this.#add(await 1);
  }
  async #add(n) {
    await null;
    return n + this.#secret;
  }
  static async make() {
    return new this();
  }
}
class Derived extends Base {
  async read() {
    return (await super.read()) * 10;
  }
}
export default async function (log) {
  const one = await Base.make();
  const two = await Derived.make();
  log(await one.read(), await two.read(), two.constructor.name);
  const object = {
    value: 3,
    async get() {
      return this.value;
    },
    later: async () => 4,
    "quoted name": async () => 5,
  };
  const { later: taken } = object;
  log(await object.get(), await object.later(), await taken(), await object["quoted name"]());
  log(await object.get.call({ value: 6 }), await object.get?.());
}
