// Recursion with and without awaits on the way down.
export default async function (log) {
  async function factorial(n) {
    return n <= 1 ? 1 : n * (await factorial(n - 1));
  }
  const sum = async (n) => (n === 0 ? 0 : n + (await sum(n - 1)));
  const even = async (n) => n === 0 || odd(n - 1);
  const odd = async (n) => n !== 0 && even(n - 1);
  log(await factorial(6), await sum(5), await even(4));
  const tree = async ([left, right]) =>
    left === undefined ? 1 : (await tree(left)) + (await tree(right));
  log(await tree([[[], []], []]));
}
