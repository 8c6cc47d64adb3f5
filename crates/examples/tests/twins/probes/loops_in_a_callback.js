// Ticks for ever.
export async function main({ setInterval, log }) {
  setInterval(() => log("tick"), 1);
}
