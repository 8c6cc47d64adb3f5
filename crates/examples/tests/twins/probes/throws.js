// Throws while something is under way.
export async function main({ sleep, log }) {
  sleep(20).then(() => log("goes on"));
  await sleep(10);
  throw new TypeError("no tea");
}
