// Two requests are created, then awaited in turn: both began when they were created.

export async function main({ sleep, log, now, knobs }) {
  const ordersMs = knobs.orders_ms;
  await requests(ordersMs);
  await timers(ordersMs);

  async function requests(ordersMs) {
    const start = now();
    const profile = request("/profile", 40);
    const orders = request("/orders", ordersMs);

    await profile;
    await orders;
    log(`both requests took ${now() - start}ms`);
  }

  async function request(page, millis) {
    log(`GET ${page}`);
    await sleep(millis);
    log(`200 ${page}`);
  }

  async function timers(ordersMs) {
    const start = now();
    const profile = sleep(40);
    const orders = sleep(ordersMs);

    await profile;
    await orders;
    log(`both timers took ${now() - start}ms`);
  }
}
