// An error stops nobody beside it; one that nobody handles is told by the engine.

export async function main({ sleep, log }) {
  audit(); // nobody keeps the Promise

  try {
    await order();
    log("main: ordered");
  } catch (problem) {
    log(`main: no order, ${problem.message}`);
  }
  await sleep(40);
  log("main: closes");

  async function order() {
    const parcel = pack();
    await Promise.all([reserve(), charge()]);
    await parcel;
  }

  async function reserve() {
    log("reserve: asks the warehouse");
    await sleep(40);
    log("reserve: two teapots");
  }

  async function charge() {
    log("charge: asks the bank");
    await sleep(20);
    throw new Error("the card is refused");
  }

  async function pack() {
    log("pack: two teapots in paper");
  }

  async function audit() {
    log("audit: writes its entry");
    await sleep(10);
    throw new Error("the disk is full");
  }
}
