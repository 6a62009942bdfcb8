// SPDX-License-Identifier: Apache-2.0
// The layout: of a whole text and of some of its lines, as `quarterday fmt` has it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import test from "node:test";
import { Client, Text, contracts, example, header, lsp, program } from "./client.mjs";

const options = { tabSize: 7, insertSpaces: false };
const laidOut = (text) => execFileSync(program, ["fmt", "-"], { input: text, encoding: "utf8" });

function applied(text, edits) {
  let result = text.text;
  for (const { range, newText } of [...edits].reverse())
    result = result.slice(0, text.offset(range.start)) + newText + result.slice(text.offset(range.end));
  return result;
}
const disordered = (text) => text.replaceAll(/^ +/gm, "     ").replaceAll(/ {2,}(?=\S)/g, "  ").replaceAll("\n\n", "\n\n\n");

for (const name of contracts)
  for (const positionEncodings of [["utf-16"], ["utf-8"]])
    test(`${name} in ${positionEncodings}: the whole is laid out as on the command line`, async () => {
      const client = await Client.start({ capabilities: { general: { positionEncodings } } });
      const written = fs.readFileSync(example(name), "utf8");
      const text = await client.openText(disordered(written));
      const edits = await client.request(lsp.DocumentFormattingRequest.type, { textDocument: { uri: text.uri }, options });
      assert.equal(edits.length, 1);
      if (positionEncodings[0] === "utf-16") assert.equal(applied(text, edits), laidOut(text.text));
      // Edits of an editor that counts bytes.
      else {
        const bytes = Buffer.from(text.text);
        const at = ({ line, character }) =>
          Buffer.byteLength(text.text.split("\n").slice(0, line).map((one) => `${one}\n`).join("")) + character;
        const [{ range, newText }] = edits;
        const result = Buffer.concat([bytes.subarray(0, at(range.start)), Buffer.from(newText), bytes.subarray(at(range.end))]);
        assert.equal(result.toString(), laidOut(text.text));
      }
      const same = await client.openText(written, "untitled:same");
      assert.deepEqual(await client.request(lsp.DocumentFormattingRequest.type, { textDocument: { uri: same.uri }, options }), []);
      await client.stop();
    });

for (const name of contracts)
  test(`${name}: of some lines only these are laid out`, async () => {
    const client = await Client.start();
    const lines = fs.readFileSync(example(name), "utf8").split("\n");
    const one = lines.findIndex((line) => /^ {2}(input|metric|define|payment) /.test(line));
    const moved = lines.with(one, `      ${lines[one].trim()}   `).with(one + 1, `   ${lines[one + 1]}`);
    const text = await client.openText(moved.join("\n"));
    for (const end of [{ line: one, character: 3 }, { line: one + 1, character: 0 }]) {
      const edits = await client.request(lsp.DocumentRangeFormattingRequest.type, {
        textDocument: { uri: text.uri }, range: { start: { line: one, character: 0 }, end }, options,
      });
      assert.equal(applied(text, edits), lines.with(one + 1, moved[one + 1]).join("\n"));
    }
    await client.stop();
  });

for (const [mistake, after] of [
  ["  payment   fee from from clinic", "  payment   fee from from clinic"],
  ["  input    x for", "  input    x for"],
  ['  "é😀"   £', '  "é😀"   £'],
])
  test(`a part with a mistake stays as it is: ${mistake.trim()}`, async () => {
    const client = await Client.start();
    const text = await client.openText(`${header}\n${mistake}\n    define   one   :   money   =   £1\n}\n`);
    const edits = await client.request(lsp.DocumentFormattingRequest.type, { textDocument: { uri: text.uri }, options });
    const result = applied(text, edits);
    assert.ok(result.includes(`\n${after}\n`), result);
    assert.ok(result.includes("\n  define one : money = £1\n"), result);
    await client.stop();
  });

for (const [kind, lineEnd] of [["Windows", "\r\n"], ["an old Macintosh", "\r"]])
  test(`line ends of ${kind} become those of the layout`, async () => {
    const client = await Client.start();
    const text = await client.openText(`${header}}\n`.replaceAll("\n", lineEnd));
    const edits = await client.request(lsp.DocumentFormattingRequest.type, { textDocument: { uri: text.uri }, options });
    for (const { range } of edits) assert.ok(!/\r$/.test(text.text.slice(0, text.offset(range.end))) || lineEnd === "\r");
    assert.equal(applied(text, edits), laidOut(text.text));
    await client.stop();
  });

test("after formatting, the edit applied, nothing is left to do", async () => {
  const client = await Client.start();
  const text = await client.openText(disordered(fs.readFileSync(example(contracts[0]), "utf8")));
  const ask = () => client.request(lsp.DocumentFormattingRequest.type, { textDocument: { uri: text.uri }, options });
  const edits = await ask();
  client.change(text.uri, 2, edits.map(({ range, newText }) => ({ range, text: newText })));
  await client.told(text.uri, 2);
  assert.deepEqual(await ask(), []);
  assert.equal(new Text(text.uri, applied(text, edits)).text, laidOut(text.text));
  await client.stop();
});
