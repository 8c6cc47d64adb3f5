// Inside `try`, only `return await` is caught.
export default async function (log) {
  const fail = async () => {
    throw new Error("failed");
  };
  async function uncaught() {
    try {
      return fail();
    } catch {
      return "caught";
    }
  }
  async function caught() {
    try {
      return await fail();
    } catch {
      return "caught";
    }
  }
  log(await caught());
  await uncaught().catch((error) => log("went through:", error.message));
}
