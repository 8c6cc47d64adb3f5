// A deadline is a signal: it stops the operation that listens, and nothing else.

export async function main({ sleep, log, knobs, AbortSignal }) {
  try {
    const pieces = await count("teapots", AbortSignal.timeout(knobs.patience_ms));
    log(`main: ${pieces} teapots`);
  } catch (late) {
    log(`main: no teapots, ${late.name}`);
  }

  try {
    const pieces = await Promise.race([count("saucers"), fail(knobs.patience_ms)]);
    log(`main: ${pieces} saucers`);
  } catch (late) {
    log(`main: no saucers, ${late.message}`);
  }

  await sleep(50);
  log("main: closes");

  async function fail(millis) {
    await sleep(millis);
    throw new Error("too late");
  }

  async function count(ware, signal) {
    log(`${ware}: counting`);
    await sleep(40, { signal });
    log(`${ware}: counted`);
    return 12;
  }
}
