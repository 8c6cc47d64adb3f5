// A Promise cannot be dropped: a signal asks the operation to stop, and `finally` cleans up.

export async function main({ sleep, log, knobs, AbortSignal }) {
  const patience = AbortSignal.timeout(knobs.patience_ms);
  const importing = importAll(patience);
  const inTime = await importing.then(
    () => true,
    () => false,
  );
  log(`main: in time? ${inTime}`);

  await sleep(60);
  log("main: nothing more has come");

  async function importAll(signal) {
    log("import.tmp: created");
    try {
      for (const part of [1, 2, 3]) {
        await download(part, signal);
      }
      log("import: complete");
    } finally {
      log("import.tmp: removed");
    }
  }

  async function download(part, signal) {
    await sleep(30, { signal }); // without the signal it would go on
    log(`download: part ${part}`);
  }
}
