// Asks for ever, and never awaits.
export async function main({ sleep }) {
  for (;;) sleep(0);
}
