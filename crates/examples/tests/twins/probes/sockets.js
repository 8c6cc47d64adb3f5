// The same request with promises and with callbacks.
export async function main({ connect, log }) {
  const request = "GET /menu HTTP/1.1\r\n\r\n";
  const body = (text) => text.trimEnd().split("\n").at(-1);
  const socket = await connect("tea.test", 80);
  log(await socket.write(request), body(await socket.read()), await socket.read());
  socket.close();
  const returned = connect("tea.test", 80, (error, socket) => {
    log(error, "connected");
    socket.write(request, (error) => {
      log(error, "sent");
      socket.read((error, text) => log(error, body(text)));
    });
  });
  log(returned);
  connect("cake.test", 80, (error, socket) => log(error, socket));
  connect("cake.test", 80).catch((error) => log(error.message));
  await connect("nobody.test", 80).catch((error) => log(error.message));
}
