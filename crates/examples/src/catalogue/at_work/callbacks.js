// Two requests, event-driven: whoever asks returns at once, and is called back.

export function main({ connect, log }) {
  fetchMenu("tea.test");
  fetchMenu("cake.test");
  log("main: both are asked for");

  function fetchMenu(from) {
    connect(from, 80, (error, socket) => onConnected(from, error, socket));
  }

  function onConnected(from, error, socket) {
    if (error) {
      onError(from, error);
      return;
    }
    const request = `GET /menu HTTP/1.1\r\nHost: ${from}\r\n\r\n`;
    socket.write(request, (error) => onSent(from, error, socket));
  }

  function onSent(from, error, socket) {
    if (error) {
      onError(from, error);
      return;
    }
    socket.read((error, text) => onAnswer(from, error, text, socket));
  }

  function onAnswer(from, error, text, socket) {
    if (error) {
      onError(from, error);
      return;
    }
    log(`${from}: ${text.trimEnd().split("\n").at(-1)}`);
    socket.close();
  }

  // fetchMenu has returned long ago: there is nobody to throw the error to.
  function onError(from, error) {
    log(`${from}: ${error.message}`);
  }
}
