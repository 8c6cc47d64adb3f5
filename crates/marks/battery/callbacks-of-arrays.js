// Async callbacks handed to functions that know nothing of promises.
export default async function (log) {
  const double = async (n) => {
    await null;
    return n * 2;
  };
  log(await Promise.all([1, 2].map(double)));
  log(await [1, 2, 3].reduce(async (sum, n) => (await sum) + n, 0));
  [1, 2].forEach(async (n) => log("each", await double(n)));
  log([1, 2].filter(async () => false).length, typeof [1].find(async () => true));
  const known = Promise.resolve("known");
  log(await [known].find(async () => true));
}
