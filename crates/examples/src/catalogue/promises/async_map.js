// map with an async function makes a list of Promises, and every one of them has been started.

export async function main({ sleep, log, knobs }) {
  const words = ["tea", "milk", "sugar"];
  const lines = words.map(async (word) => `${word}: ${await translate(word)}`);

  await sleep(knobs.pause_ms);
  log(`main: ${lines.length} Promises`);

  const done = await Promise.all(lines);
  log(`main: ${done.join(", ")}`);

  async function translate(word) {
    log(`translate: ${word}`);
    await sleep(30);
    return { tea: "te", milk: "llaeth", sugar: "siwgr" }[word];
  }
}
