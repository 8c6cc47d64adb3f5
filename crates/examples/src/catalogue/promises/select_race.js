// The first answer wins, and Promise.race stops nobody: the loser finishes for no one.

export async function main({ sleep, log, knobs }) {
  const notary = call("notary", 50);

  const first = await Promise.race([
    call("baker", 20),
    call("florist", knobs.florist_ms),
    notary,
  ]);
  log(`main: ${first} first`);

  const answer = await notary;
  log(`main: ${answer} too`);

  async function call(shop, millis) {
    try {
      await lookItUp(shop, millis);
      return shop;
    } finally {
      log(`${shop}: hangs up`);
    }
  }

  // On the other side of the line.
  async function lookItUp(shop, millis) {
    await sleep(millis);
    log(`${shop}: has it`);
  }
}
