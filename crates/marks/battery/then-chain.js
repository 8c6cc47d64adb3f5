// Two chains take turns.
export default async function (log) {
  const chain = (name) =>
    Promise.resolve()
      .then(() => log(name, 1))
      .then(() => log(name, 2))
      .then(() => {
        log(name, 3);
        return Promise.resolve(`${name} is through`);
      })
      .then(log);
  await Promise.all([chain("a"), chain("b")]);
}
