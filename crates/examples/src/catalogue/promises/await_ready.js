// Awaiting what is ready always gives way, to every microtask that is queued already.

export async function main({ log }) {
  queueMicrotask(ring);

  for (const name of ["theme", "language"]) {
    const value = await setting(name);
    log(`main: ${name} is ${value}`);
  }

  log("main: gives way");
  await null;
  log("main: is back");

  async function setting(name) {
    // Both are in memory: this function never waits.
    return name === "theme" ? "dark" : "Welsh";
  }

  function ring() {
    log("ring: the telephone rings");
  }
}
