// Awaits what nobody settles.
export async function main() {
  await new Promise(() => {});
}
