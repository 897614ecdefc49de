/** The layout as it stands in the lobby file, with the line that it belongs under. */
export const inLobbyFile = (layout: string): string =>
  [
    'ticket:',
    ...layout
      .trimEnd()
      .split('\n')
      .map((line) => (line.trim() === '' ? '' : `  ${line}`)),
    '',
  ].join('\n');

/**
 * Puts text on the clipboard; answers whether it is there. The clipboard's own interface exists on secure origins only,
 * and a lobby's pages are plain HTTP on its own network: there, a selection is copied as by hand.
 */
export async function copyText(text: string, root: ParentNode): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text, root);
  }
}

function copySelected(text: string, root: ParentNode): boolean {
  const box = document.createElement('textarea');
  const before = root instanceof ShadowRoot ? root.activeElement : document.activeElement;
  box.className = 'unseen';
  box.value = text;
  root.append(box);
  box.select();
  // Deprecated, and the only way on plain HTTP.
  // oxlint-disable-next-line typescript/no-deprecated
  const done = document.execCommand('copy');
  box.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}
