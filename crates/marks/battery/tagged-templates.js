// Tags are functions, too.
export default async function (log) {
  const tag = (parts, ...values) => `${parts.join("|")}:${values.join(",")}`;
  const later = async (parts) => {
    await null;
    return parts.raw[0];
  };
  log(tag`a${1}b${await 2}c`, await later`\n`);
  const choose = () => tag;
  log(choose()`x${"y"}`);
}
