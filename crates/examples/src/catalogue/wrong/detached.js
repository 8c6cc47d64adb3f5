// When main has returned, what is under way goes on: the program ends when nothing is left.

export async function main({ sleep, log, knobs }) {
  const receipt = send("receipt", 20);
  void send("newsletter", knobs.newsletter_ms);
  log("main: closes the shop");

  await receipt;
  log("main: good night");

  async function send(letter, millis) {
    log(`${letter}: goes to the printer`);
    await sleep(millis);
    log(`${letter}: is sent`);
  }
}
