// Two awaits in a row: the second call is made when the first has ended.

export async function main({ sleep, log, now, knobs }) {
  const start = now();

  const soup = await cook("soup", knobs.soup_ms);
  const rice = await cook("rice", 20);

  log(`${soup} and ${rice} after ${now() - start}ms`);

  async function cook(dish, millis) {
    log(`${dish}: on the stove`);
    await sleep(millis);
    log(`${dish}: done`);
    return dish;
  }
}
