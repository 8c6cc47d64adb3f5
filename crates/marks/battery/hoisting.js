// Functions are there before their line, classes and constants are not.
export default async function (log) {
  log(early(), typeof late);
  var late = 1;
  try {
    constant;
  } catch (error) {
    log(error.name);
  }
  const constant = 2;
  log(late, constant, await asyncEarly(), inBlock());
  function early() {
    return "early";
  }
  async function asyncEarly() {
    return "async early";
  }
  function inBlock() {
    {
      return inner();
      function inner() {
        return "inner";
      }
    }
  }
}
