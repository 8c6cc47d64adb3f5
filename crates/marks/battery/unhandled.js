// A rejection that nobody hears, a task later; and one that is heard in time.
export default async function (log) {
  const fail = async (message) => {
    await null;
    throw new Error(message);
  };
  fail("nobody listens");
  const heard = fail("somebody listens");
  await null;
  heard.catch((error) => log(error.message));
  Promise.reject(new Error("not even async"));
}
