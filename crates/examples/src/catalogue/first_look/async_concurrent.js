// Promise.all awaits two promises that are under way already.

export async function main({ sleep, log, now }) {
  const start = now();

  const [soup, rice] = await Promise.all([
    cook("soup", 30),
    cook("rice", 20),
  ]);

  log(`${soup} and ${rice} after ${now() - start}ms`);

  async function cook(dish, millis) {
    log(`${dish}: on the stove`);
    await sleep(millis);
    log(`${dish}: done`);
    return dish;
  }
}
