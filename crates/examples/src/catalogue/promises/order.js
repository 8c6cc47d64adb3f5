// Two deliveries, each begun by its call: say in which order six lines come.

export async function main({ sleep, log, knobs }) {
  const parcel = deliver("parcel", 0);
  const letter = deliver("letter", knobs.red_light_ms);
  log("main: which one leaves first?");

  await letter;
  await parcel;
  log("main: both have arrived");

  async function deliver(what, redLightMs) {
    log(`${what}: leaves`);
    await crossTown(redLightMs);
    log(`${what}: arrives`);
  }

  async function crossTown(redLightMs) {
    if (redLightMs > 0) {
      await sleep(redLightMs);
    }
  }
}
