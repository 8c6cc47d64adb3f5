// Learn a song, sing it, and dance all the while: await puts in order, Promise.all does not.

export async function main({ sleep, log }) {
  await Promise.all([learnAndSing(), dance()]);
  log("main: applause");

  async function learnAndSing() {
    const song = await learn(); // nobody can sing what is not learned
    await sing(song);
  }

  async function learn() {
    log("learn: listens to the record");
    await sleep(40);
    return { title: "the river song" };
  }

  async function sing({ title }) {
    log(`sing: ${title}`);
    await sleep(20);
  }

  async function dance() {
    for (const step of ["left", "right", "turn"]) {
      log(`dance: ${step}`);
      await sleep(15);
    }
  }
}
