// Functions with directives, comments and nothing at all in them.
export default async function (log) {
  "use strict";
  const empty = () => {};
  const asyncEmpty = async () => {};
  function* none() {}
  function only() {
    "a directive"
  }
  function commented() {
    // Nothing but this.
  }
  async function asyncCommented(/* nothing */) { /* here */ }
  log(empty(), await asyncEmpty(), none().next().done, only(), commented());
  log(await asyncCommented(/* here */), await asyncCommented());
}
