// A turn that computes for long makes every timer late, and its microtasks belong to it.

export async function main({ sleep, setTimeout, work, log, now, knobs }) {
  await Promise.all([heartbeat(), render()]);
  log("and now with `await null` after each tile");
  await Promise.all([heartbeat(), render(microtask)]);
  log("and now with a task of its own for each tile");
  await Promise.all([heartbeat(), render(macrotask)]);

  // Means to beat every 10 ms.
  async function heartbeat() {
    for (let beat = 0; beat < 2; beat += 1) {
      const due = now() + 10;
      await sleep(10);
      log(`heartbeat: ${now() - due} ms late`);
    }
  }

  async function render(giveWay) {
    for (let tile = 0; tile < 3; tile += 1) {
      drawTile();
      if (giveWay) {
        await giveWay();
      }
    }
    log("render: done");
  }

  async function microtask() {
    await null;
  }

  function macrotask() {
    return new Promise((resolve) => setTimeout(resolve, 0));
  }

  // Computes; there is nothing in it to await.
  function drawTile() {
    work(knobs.tile_ms);
  }
}
