// Many requests, only so many at once: as many workers, all of which take from one list.

const HOSTS = ["baku.test", "kyiv.test", "lima.test", "oslo.test", "suva.test"];

export async function main({ connect, log, now, knobs }) {
  const start = now();
  const left = HOSTS.values();

  await Promise.all(Array.from({ length: knobs.at_once }, worker));
  log(`main: all of them after ${now() - start}ms`);

  async function worker() {
    for (const host of left) {
      await reach(host);
      log(`main: ${host} after ${now() - start}ms`);
    }
  }

  async function reach(host) {
    log(`reach: ${host}`);
    const socket = await connect(host, 80);
    socket.close();
  }
}
