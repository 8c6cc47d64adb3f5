// Hands a file to the reader: to the clipboard, or to the browser's folder of downloads. It comes
// with the part of the program that makes the files: see `xtask/src/inlined.rs`.
//
// Answers in a word and a number of bytes; what each means to people is said by
// `web/src/state/take.rs`.

const PNG = "image/png";
/** So many pixels of a canvas for one of the drawing's. */
const SCALE = 2;
/** How long the browser may take to read a file that it saves, in milliseconds. */
const READING_MS = 60_000;

const isFramed = () => window !== window.top;

/** A picture's markup becomes one in pixels if `type` says so. */
export async function hand(copies, text, type, name) {
  try {
    const made = type === PNG ? draw(text) : Promise.resolve(new Blob([text], { type }));
    return await (copies ? copy(made, type) : save(await made, name));
  } catch (error) {
    return `${error.word ?? "failed"} 0`;
  }
}

function refuse(word) {
  return Object.assign(new Error(word), { word });
}

/**
 * The clipboard is asked at once, and told what it shall hold when that is made: some browsers
 * forget that a button was pressed while a picture is being drawn.
 */
async function copy(made, type) {
  // A picture that cannot be drawn says so itself.
  const size = made.then((blob) => blob.size);
  if (!navigator.clipboard?.write) throw refuse("insecure");
  const kind = type === PNG ? PNG : "text/plain";
  const plain = made.then((blob) => new Blob([blob], { type: kind }));
  const written = navigator.clipboard.write([new ClipboardItem({ [kind]: plain })]);
  try {
    await written;
  } catch {
    await size;
    throw refuse(isFramed() ? "framed" : "refused");
  }
  return `copied ${await size}`;
}

/** No page learns whether a file was saved; in a frame that often is not allowed. */
function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), READING_MS);
  return `${isFramed() ? "asked" : "saved"} ${blob.size}`;
}

/** The policy allows pictures from `data:` addresses, and none from `blob:`. */
async function draw(svg) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(image.naturalWidth * SCALE);
  canvas.height = Math.ceil(image.naturalHeight * SCALE);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => canvas.toBlob(done, PNG));
  if (!blob) throw refuse("large");
  return blob;
}
