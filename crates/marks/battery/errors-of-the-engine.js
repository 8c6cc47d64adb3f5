// What the engine says about nonsense is the same.
export default async function (log) {
  const nothing = undefined;
  const object = { name: "object" };
  const attempts = [
    () => object.missing(1),
    () => nothing(),
    () => object.name.first.second(),
    () => nothing.property,
    () => new object.name(),
    () => null[Symbol.iterator],
    () => absent(1),
    () => (log ? nothing : nothing)(),
    () => [...object.list()],
    async () => (await object.missing)(),
    () => object.missing?.().x.y(),
    () => {
      const { a } = object.nothing;
      return a;
    },
  ];
  for (const attempt of attempts) {
    try {
      log(await attempt());
    } catch (error) {
      log(error.name, error.message.replace(/\$marks.*?\)/, "(intermediate value)"));
    }
  }
}
