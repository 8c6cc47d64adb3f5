// setInterval ticks first after one period, and does not ask whether the last tick is dealt with.

export async function main({ setInterval, clearInterval, sleep, work, log, now, knobs }) {
  await tick("awaits", () => sleep(knobs.busy_ms));
  await tick("works", () => work(knobs.busy_ms));

  // Ticks every 10 ms; what is done at the first tick takes longer than that.
  function tick(name, beBusy) {
    const start = now();
    return new Promise((resolve) => {
      let number = 0;
      const timer = setInterval(async () => {
        number += 1;
        log(`${name}: ${now() - start} ms`);
        if (number === 1) {
          await beBusy();
        }
        if (number === 4) {
          clearInterval(timer);
          resolve();
        }
      }, 10);
    });
  }
}
