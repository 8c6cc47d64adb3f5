// A Promise may be awaited as often as one likes: it runs once, and keeps its answer.

export async function main({ sleep, log }) {
  const forecast = askStation();
  const header = show("header", forecast);
  const map = show("map", forecast);

  await header;
  await map;

  const degrees = await forecast;
  log(`main: still ${degrees} °C`);

  async function show(place, forecast) {
    const degrees = await forecast;
    log(`${place}: ${degrees} °C`);
  }

  async function askStation() {
    log("forecast: asks the station");
    await sleep(30);
    return 17;
  }
}
