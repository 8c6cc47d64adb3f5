// An error through five frames, some async, some not.
export default async function (log) {
  const one = async () => {
    await null;
    throw new RangeError("from the depth");
  };
  const two = () => one();
  const three = async () => await two();
  const four = async () => {
    try {
      return await three();
    } finally {
      log("four lets it pass");
    }
  };
  function five() {
    return four();
  }
  try {
    await five();
  } catch (error) {
    log(error.name, error.message, error instanceof RangeError);
  }
}
