// Caught, wrapped and thrown again, at each level.
export default async function (log) {
  const level = async (depth) => {
    try {
      if (depth === 0) await Promise.reject(new Error("root"));
      await level(depth - 1);
    } catch (cause) {
      log("level", depth);
      throw new Error(`level ${depth}`, { cause });
    }
  };
  try {
    await level(3);
  } catch (error) {
    for (let it = error; it; it = it.cause) log(it.message);
  }
}
