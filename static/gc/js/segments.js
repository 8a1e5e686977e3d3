/* A text in pieces, [text, isMarked], as nodes. Texts only ever become text nodes. */

export function marked([text, isMarked]) {
  if (!isMarked) return document.createTextNode(text);
  const mark = document.createElement("mark");
  mark.textContent = text;
  return mark;
}
