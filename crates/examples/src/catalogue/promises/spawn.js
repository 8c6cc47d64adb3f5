// A call starts at once; there is no handle to drop, and nothing to detach.

export async function main({ sleep, log }) {
  const film = develop("film", 30);
  log("main: called develop for film");

  void develop("slides", 20);
  log("main: dropped the Promise of slides");

  const prints = await film;
  log(`main: ${prints} prints`);

  async function develop(what, millis) {
    log(`${what}: into the bath`);
    await sleep(millis);
    log(`${what}: done`);
    return 24;
  }
}
