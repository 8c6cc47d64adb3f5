// Calling an async function runs its body, up to the first await.

export async function main({ sleep, log }) {
  const mint = brew("mint");
  log("main: called brew for mint");

  const green = brew(favourite());
  log("main: called brew for green");

  const cup = await green;
  log(`main: ${cup} is ready`);

  void mint; // never awaited

  async function brew(tea) {
    log(`brew: ${tea} goes into the pot`);
    await sleep(30);
    return `${tea} tea`;
  }

  function favourite() {
    log("favourite: green");
    return "green";
  }
}
