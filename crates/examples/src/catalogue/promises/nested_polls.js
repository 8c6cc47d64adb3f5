// The innermost function is resumed alone; its callers follow, each in a microtask of its own.

export async function main({ sleep, log }) {
  await checkout();
  log("main: thank you");

  async function checkout() {
    await pay(30);
    log("checkout: paid");
  }

  async function pay(euros) {
    await askBank(euros);
    log(`pay: ${euros} euros`);
  }

  async function askBank(euros) {
    await sleep(20);
    log("ask_bank: the card is known");
    await sleep(30);
    log(`ask_bank: ${euros} euros are there`);
  }
}
