// One HTTP request over a socket: an answer resumes the function that awaits it, and no other.

export async function main({ connect, log, work }) {
  const page = await cheapoRequest("tea.test", 80, "/menu");
  log(page);

  async function cheapoRequest(host, port, path) {
    const socket = await connect(host, port);

    await socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);

    const response = await readToEnd(socket);
    socket.close();
    return parse(response);
  }

  async function readToEnd(socket) {
    let response = "";
    for (;;) {
      const piece = await socket.read();
      if (piece === null) {
        return response;
      }
      response += piece;
    }
  }

  function parse(response) {
    work(5);
    const [, body] = response.split("\r\n\r\n");
    return body.trim();
  }
}
