// SPDX-License-Identifier: Apache-2.0
// The schedule as a page of its own that may load and run nothing but what is put in here.
export function schedulePage(html: string, nonce: string): string {
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
  const script = `
    const editor = acquireVsCodeApi();
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a.src");
      if (!link) return;
      event.preventDefault();
      editor.postMessage({ source: link.getAttribute("href") });
    });`;
  return html
    .replaceAll("<style>", `<style nonce="${nonce}">`)
    .replace("<head>", `<head>\n<meta http-equiv="Content-Security-Policy" content="${policy}"/>`)
    .replace("</body>", `<script nonce="${nonce}">${script}\n</script>\n</body>`);
}

const marks: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const shown = (text: string): string => text.replace(/[&<>"]/g, (mark) => marks[mark] ?? mark);

// A contract that has never been free of mistakes has no schedule: its messages stand there instead.
export function mistakesPage(messages: string): string {
  return `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8"/>\n<style>pre { white-space: pre-wrap; }</style>\n</head>
<body>\n<p>The schedule is shown when the contract has no mistake.</p>\n<pre>${shown(messages)}</pre>\n</body>\n</html>\n`;
}

// 'folder/a%20contract.contract#L12' -> the file and the line.
export function placeOf(source: string): { file: string; line: number } | undefined {
  const parts = /^([^#]+\.contract)#L(\d+)$/.exec(source);
  if (!parts?.[1]) return undefined;
  try {
    return { file: decodeURIComponent(parts[1]), line: Number(parts[2]) };
  } catch {
    return undefined;
  }
}
