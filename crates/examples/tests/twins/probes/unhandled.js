// Rejections with a handler, without one, and with one that comes too late.
export async function main({ sleep, log }) {
  const fails = async (words, ms) => {
    await sleep(ms);
    throw new Error(words);
  };
  fails("nobody", 10);
  fails("somebody", 10).catch(({ message }) => log(`handled: ${message}`));
  const late = fails("too late", 10);
  await sleep(10);
  const soon = Promise.reject(new Error("in the same turn"));
  await null;
  await soon.catch(({ message }) => log(`handled: ${message}`));
  void Promise.reject("a plain text");
  await sleep(5);
  await late.catch(({ message }) => log(`handled: ${message}`));
}
