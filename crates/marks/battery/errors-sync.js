// Errors that are thrown before the first await.
export default async function (log) {
  const early = async () => {
    throw new Error("early");
  };
  const plain = () => {
    throw new Error("plain");
  };
  const mixed = async () => {
    plain();
    await null;
  };
  for (const it of [early, mixed]) {
    const promise = it();
    log("called");
    await promise.catch((error) => log(error.message));
  }
  try {
    plain();
  } catch ({ message, name = "none" }) {
    log(message, name);
  }
}
